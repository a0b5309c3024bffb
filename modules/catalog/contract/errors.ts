import { defineErrors } from '#kernel/contract/index.ts';

export const catalogErrors = defineErrors('catalog', {
  /** `path`: the codes from the category down to itself. */
  categoryCycle: 422,
  categoryProtected: 409,
  placeholderNameReserved: 422,
  variantNameRequired: 422,
  productHasActiveVariants: 409,
  productArchived: 409,
  /** `attribute`, `value`, `values`: the codes it has. */
  valueOutsideAxis: 422,
  attributeNotOfProduct: 422,
  attributeRepeated: 422,
  attributeValueRepeated: 422,
  attributeValueInUse: 409,
  axisInUse: 409,
  combinationTaken: 422,
  noAxes: 422,
  tooManyVariants: 422,
  gtinInvalid: 422,
  barcodeTaken: 422,
  barcodeRepeated: 422,
  /** `sku`, `from`, `to`. */
  noUnitConversion: 422,
  conversionToItself: 422,
  conversionRepeated: 422,
  ruleNotForField: 422,
});
