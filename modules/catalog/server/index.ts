import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { attribute, catalogContract, category, product, unitConversion, variant } from '../contract/index.ts';
import { checkAttribute } from './attribute/attribute-rules.ts';
import { catalogRoutes } from './catalog-routes.ts';
import { checkCategory, keepUncategorized } from './category/category-rules.ts';
import { passOn } from './product/pass-on.ts';
import { archiveProduct, checkProduct, completeProduct, deriveProduct } from './product/product-rules.ts';
import { seedCatalog } from './seed-catalog.ts';
import { checkConversion, completeConversion } from './unit/unit-conversion-rules.ts';
import { checkVariant, completeVariant, deriveVariant } from './variant/variant-rules.ts';

export { catalogDefaults } from './catalog-defaults.ts';
export { categoriesByGroup } from './category/map-groups.ts';
export { convertQuantity, noUnitConversion, type UnitRequest, unitFactors } from './unit/convert-quantity.ts';
export { type FactorFinder, factorFinder, type Measured } from './unit/factor-finder.ts';
export { applyFactor } from './unit/unit-factor.ts';
export { gramsOfPieces } from './variant/piece-weight.ts';
export { type PricedVariant, priceOf, type SaleLimits, saleLimits } from './variant/price-of.ts';
export { splitSku } from './variant/split-sku.ts';
export { type ShownVariant, shownVariants, type VariantFacts, variantFacts } from './variant/variant-facts.ts';

const nothingElse = async (): Promise<undefined> => undefined;

export const catalogServer = defineServer(catalogContract, {
  resources: [
    serve(attribute, { check: checkAttribute }),
    serve(category, { check: checkCategory }),
    serve(product, {
      complete: completeProduct,
      derive: deriveProduct,
      check: checkProduct,
      verbs: { phaseOut: nothingElse, archive: archiveProduct, reactivate: nothingElse },
    }),
    serve(unitConversion, { complete: completeConversion, check: checkConversion }),
    serve(variant, {
      complete: completeVariant,
      derive: deriveVariant,
      check: checkVariant,
      verbs: { phaseOut: nothingElse, archive: nothingElse, reactivate: nothingElse },
    }),
  ],
  routes: catalogRoutes,
  subscriptions: [
    { event: 'catalog.product.updated', phase: 'during', name: 'catalog.passOn', handle: (ctx) => passOn(ctx) },
    {
      event: 'catalog.category.deleted',
      phase: 'during',
      name: 'catalog.keepUncategorized',
      handle: (ctx) => keepUncategorized(ctx),
    },
  ],
  seed: seedCatalog,
});
