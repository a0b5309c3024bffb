import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { acceptance } from './acceptance.ts';
import { qualityErrors } from './errors.ts';

export * from './answers.ts';
export * from './fix-codes.ts';
export * from './rule-codes.ts';
export { acceptance, qualityErrors };

/** Seeing findings; of what the reader may not see otherwise, he sees no findings either. */
export const seesFindings = 'quality.finding:read';
/** Repairing many at once; the right to change the records is needed beside it. */
export const fixesFindings = 'quality.finding:fix';
/** Saying that a finding is meant to be so, and taking that back. */
export const acceptsFindings = 'quality.finding:accept';

export const fixJob = 'quality.fix';
export const snapshotJob = 'quality.snapshot';

export const qualityContract = defineContract(module, {
  resources: [acceptance],
  errors: [qualityErrors],
  permissions: [seesFindings, fixesFindings, acceptsFindings],
});
