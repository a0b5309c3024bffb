import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { catalogContract, category, product, variant } from '../contract/index.ts';
import { checkCategory } from './category/category-rules.ts';
import { archiveProduct, checkProduct, completeProduct } from './product/product-rules.ts';
import { seedCatalog } from './seed-catalog.ts';
import { checkVariant, completeVariant, deriveVariant } from './variant/variant-rules.ts';

export { catalogDefaults } from './catalog-defaults.ts';
export { type PricedVariant, priceOf } from './variant/price-of.ts';
export { splitSku } from './variant/split-sku.ts';

const nothingElse = async (): Promise<undefined> => undefined;

export const catalogServer = defineServer(catalogContract, {
  resources: [
    serve(category, { check: checkCategory }),
    serve(product, {
      complete: completeProduct,
      check: checkProduct,
      verbs: { archive: archiveProduct, reactivate: nothingElse },
    }),
    serve(variant, {
      complete: completeVariant,
      derive: deriveVariant,
      check: checkVariant,
      verbs: { archive: nothingElse, reactivate: nothingElse },
    }),
  ],
  seed: seedCatalog,
});
