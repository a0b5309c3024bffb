import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { category } from './category.ts';
import { catalogErrors } from './errors.ts';
import { product } from './product.ts';
import { variant } from './variant.ts';

export { catalogErrors, category, product, variant };

/** Code of the category of everything that has none (PRD-BOM: default category). */
export const uncategorized = 'UNCATEGORIZED';
/** Names of placeholder parents begin with this; real products may not use it (PRD-LNK-13). */
export const placeholderPrefix = 'PLACEHOLDER-';

export const catalogContract = defineContract(module, {
  resources: [product, variant, category],
  errors: [catalogErrors],
});
