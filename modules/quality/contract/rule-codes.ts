/** How urgent a finding is: `error` makes work go wrong, `warning` will, `hint` only looks untidy. */
export const severities = ['error', 'warning', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** Every rule, in the order of areas; what each one says stands in the PO files. */
export const ruleCodes = [
  // relationships
  'variantKeyNotFound',
  'variantWithoutParent',
  'parentKeyMismatch',
  'placeholderParent',
  'archivedParent',
  'productWithoutVariants',
  // families
  'unitDiffersFromParent',
  'taxRateDiffersFromParent',
  'categoryDiffersFromParent',
  'familyWithSeveralBaseNumbers',
  'baseNumberNotOfParent',
  'attributeOutsideAxes',
  // prices
  'soldWithoutPrice',
  'missingRetailPrice',
  'missingTradePrice',
  'missingRecommendedPrice',
  'missingPurchasePrice',
  // facts and texts
  'productUncategorized',
  'variantUncategorized',
  'missingWeight',
  'productWithoutGermanName',
  'productWithoutEnglishName',
  'variantWithoutGermanName',
  'variantWithoutEnglishName',
  'productWithoutDescription',
  'productTranslationPlaceholder',
  'variantTranslationPlaceholder',
  // pictures
  'productWithoutImage',
  'variantWithoutImage',
  // the same twice
  'numberLooksLikeKey',
  'duplicateProductName',
  'duplicateVariantName',
  'duplicateBarcode',
  'duplicateProductLegacyId',
  'duplicateVariantLegacyId',
  // bills of materials
  'manufacturedWithoutBom',
  'bomWithArchivedComponent',
] as const;
export type RuleCode = (typeof ruleCodes)[number];
