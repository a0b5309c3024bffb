import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { legacyErrors } from './errors.ts';
import { importRun } from './import-run.ts';

export { type ImportKind, importKinds } from './import-run.ts';
export { importRun, legacyErrors };

/** Starting an import; without it the runs can only be looked at (PRD-MIG-15). */
export const importPermission = 'legacy:import';
export const importJob = 'legacy.import';

export const legacyContract = defineContract(module, {
  resources: [importRun],
  errors: [legacyErrors],
  permissions: [importPermission],
});
