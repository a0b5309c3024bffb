import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';

/** Who may look at the audit log over all records; the history of one record needs only the right to read that record. */
export const readsAuditLog = 'audit.entry:read';

export const auditContract = defineContract(module, { permissions: [readsAuditLog] });
