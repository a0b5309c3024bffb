import { defineErrors } from '#kernel/contract/index.ts';

export const catalogErrors = defineErrors('catalog', {
  categoryCycle: 422,
  categoryProtected: 409,
  placeholderNameReserved: 422,
  variantNameRequired: 422,
  productHasActiveVariants: 409,
});
