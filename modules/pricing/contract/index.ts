import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { pricingErrors } from './errors.ts';
import { price } from './price.ts';
import { priceChange, priceChangeRow } from './price-change.ts';
import { priceList } from './price-list.ts';

export type { Explanation, ExplanationStep } from './explanation.ts';
export { type SubjectField, subjectFields } from './price.ts';
export {
  type BasePrice,
  basePrices,
  changeJob,
  changeRules,
  mostAtOnce,
  type Rounding,
  roundings,
} from './price-change.ts';
export { type Channel, channels } from './price-list.ts';
export { price, priceChange, priceChangeRow, priceList, pricingErrors };

export const pricingContract = defineContract(module, {
  resources: [priceList, price, priceChange, priceChangeRow],
  errors: [pricingErrors],
});
