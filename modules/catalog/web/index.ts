import { defineWeb, partsOf } from '#kernel/web/index.ts';
import { product, variant } from '../contract/index.ts';

/** Keys of the legacy system fill a tab of their own: nobody wants them before the eyes, some have to look them up. */
const origin = ['legacyId', 'legacyKey', 'legacyUidOriginal', 'legacyStamp'];

/** The pages of products and variants are the derived ones; what a family and its variants have to say together is added. */
export const catalogWeb = defineWeb({
  pages: [
    {
      path: 'catalog/category-tree',
      title: 'catalog.tree.title',
      permission: 'catalog.category:read',
      menu: 'last',
      load: () => import('./category/CategoryTree.tsx'),
    },
    {
      path: 'catalog/variants-grid',
      title: 'catalog.selection.title',
      permission: 'catalog.variant:read',
      load: () => import('./bulk/SelectionGrid.tsx'),
    },
  ],
  parts: [
    partsOf(product, {
      slots: {
        top: [
          { load: () => import('./product/PlaceholderNotice.tsx') },
          { load: () => import('./product/VariantsGrid.tsx'), permission: 'catalog.variant:read' },
        ],
        bottom: [
          { load: () => import('./attachment/ProductAttachments.tsx') },
          { load: () => import('./product/OtherLanguage.tsx') },
        ],
        tabs: [
          { name: 'matrix', load: () => import('./matrix/MatrixTab.tsx'), permission: 'catalog.variant:read' },
          { name: 'origin', load: () => import('./origin/ProductOrigin.tsx') },
        ],
        selection: [{ load: () => import('./bulk/ProductSelection.tsx'), permission: 'catalog.product:update' }],
      },
      groups: ['identity', 'variants', 'sale', 'measures'],
      hidden: ['isPlaceholder', 'axes', 'attachments', ...origin],
    }),
    partsOf(variant, {
      slots: {
        top: [{ load: () => import('./variant/OrphanNotice.tsx') }],
        aside: [
          { load: () => import('./variant/StockByPlace.tsx'), permission: 'stock.balance:read' },
          { load: () => import('./inherit/FromParent.tsx'), permission: 'catalog.product:read' },
          { load: () => import('./variant/FamilyCard.tsx'), permission: 'catalog.product:read' },
          { load: () => import('./variant/PriceCard.tsx') },
        ],
        bottom: [
          { load: () => import('./attachment/VariantAttachments.tsx') },
          { load: () => import('./variant/LastMovements.tsx'), permission: 'stock.movement:read' },
        ],
        tabs: [{ name: 'origin', load: () => import('./origin/VariantOrigin.tsx') }],
        selection: [{ load: () => import('./bulk/VariantSelection.tsx'), permission: 'catalog.variant:update' }],
      },
      hidden: ['legacyFamilie', 'legacyRefOld', 'attachments', ...origin],
    }),
  ],
});
