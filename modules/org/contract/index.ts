import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { company } from './company.ts';
import { orgErrors } from './errors.ts';
import { numberSeries } from './number-series.ts';
import { taxRate } from './tax-rate.ts';
import { unit } from './unit.ts';

export { type DocumentTotals, documentTotals, lineAmount, type PricedLine, type TaxTotal } from './document-totals.ts';
export { company, numberSeries, orgErrors, taxRate, unit };

export const orgContract = defineContract(module, {
  resources: [company, taxRate, unit, numberSeries],
  errors: [orgErrors],
});
