import { defineWeb, partsOf } from '#kernel/web/index.ts';
import { product, variant } from '../contract/index.ts';

/** The pages of products and variants are the derived ones; what a family and its variants have to say together is added. */
export const catalogWeb = defineWeb({
  parts: [
    partsOf(product, {
      slots: {
        top: [
          { load: () => import('./product/PlaceholderNotice.tsx') },
          { load: () => import('./product/VariantsGrid.tsx'), permission: 'catalog.variant:read' },
        ],
        bottom: [{ load: () => import('./product/OtherLanguage.tsx') }],
      },
    }),
    partsOf(variant, {
      slots: {
        top: [{ load: () => import('./variant/OrphanNotice.tsx') }],
        aside: [
          { load: () => import('./variant/FamilyCard.tsx'), permission: 'catalog.product:read' },
          { load: () => import('./variant/PriceCard.tsx') },
        ],
        bottom: [
          { load: () => import('./variant/StockByPlace.tsx'), permission: 'stock.balance:read' },
          { load: () => import('./variant/LastMovements.tsx'), permission: 'stock.movement:read' },
        ],
      },
    }),
  ],
});
