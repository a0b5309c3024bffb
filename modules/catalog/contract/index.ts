import { defineContract } from '#kernel/contract/index.ts';
import { module } from '../module.ts';
import { attribute } from './attribute.ts';
import { category } from './category.ts';
import { categoryMapping } from './category-mapping.ts';
import { catalogErrors } from './errors.ts';
import { followed, product } from './product.ts';
import { tag } from './tag.ts';
import { unitConversion } from './unit-conversion.ts';
import { sellableStates, variant } from './variant.ts';

export {
  attribute,
  catalogErrors,
  category,
  categoryMapping,
  followed,
  product,
  sellableStates,
  tag,
  unitConversion,
  variant,
};

/** Code of the category of everything that has none (PRD-BOM: default category). */
export const uncategorized = 'UNCATEGORIZED';
/** Names of placeholder parents begin with this; real products may not use it (PRD-LNK-13). */
export const placeholderPrefix = 'PLACEHOLDER-';
export const isPlaceholderName = (name: string | null | undefined): boolean =>
  name?.toUpperCase().startsWith(placeholderPrefix) ?? false;

export const catalogContract = defineContract(module, {
  resources: [product, variant, category, attribute, tag, unitConversion, categoryMapping],
  errors: [catalogErrors],
});
