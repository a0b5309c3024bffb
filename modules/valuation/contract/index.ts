import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { entry } from './entry.ts';
import { valuationErrors } from './errors.ts';
import { layer } from './layer.ts';
import { setting } from './setting.ts';

export type { ValueLine, ValueReport } from './answers.ts';
export { type CostSource, costSources, seesValues } from './entry.ts';
export { type Method, methods } from './setting.ts';
export { entry, layer, setting, valuationErrors };

/** Values everything that waits, as a job. */
export const valueJob = 'valuation.run';

export const valuationContract = defineContract(module, {
  resources: [entry, layer, setting],
  errors: [valuationErrors],
});
