import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { count } from './count.ts';
import { entry } from './entry.ts';
import { stocktakeErrors } from './errors.ts';
import { place } from './place.ts';
import { position, seesExpected } from './position.ts';

export type {
  CountRoute,
  Difference,
  Differences,
  GoodsCode,
  PlaceSheet,
  PlanPreview,
  Progress,
  RoutePlace,
  Scanned,
  SheetPosition,
} from './answers.ts';
export { count, entry, place, position, seesExpected, stocktakeErrors };

export const stocktakeContract = defineContract(module, {
  resources: [count, place, position, entry],
  errors: [stocktakeErrors],
});
