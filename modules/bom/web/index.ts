import { defineWeb, partsOf } from '#kernel/web/index.ts';
import { product, variant } from '#modules/catalog/contract/index.ts';
import { bom } from '../contract/index.ts';

const reads = 'bom.bom:read';

/** A BOM is edited on the derived page, whose grid of lines is entered by keyboard and by pasting; what it leads to is here. */
export const bomWeb = defineWeb({
  pages: [
    {
      path: 'bom/explosion',
      title: 'bom.explosion.title',
      load: () => import('./explosion/ExplosionPage.tsx'),
      permission: reads,
      menu: 'first',
    },
    {
      path: 'bom/comparison',
      title: 'bom.comparison.title',
      load: () => import('./comparison/ComparisonPage.tsx'),
      permission: reads,
      menu: 'last',
    },
    {
      path: 'bom/mass-replace',
      title: 'bom.replace.title',
      load: () => import('./replace/ReplacePage.tsx'),
      permission: 'bom.bom:update',
      menu: 'last',
    },
    {
      path: 'bom/sheet',
      title: 'bom.sheet.title',
      load: () => import('./sheet/SheetPage.tsx'),
      permission: reads,
      menu: 'last',
    },
  ],
  parts: [
    partsOf(bom, {
      groups: ['subject', 'output'],
      slots: {
        actions: [{ load: () => import('./bom/ExplodeButton.tsx') }],
        aside: [{ load: () => import('./bom/Revisions.tsx') }],
      },
    }),
    partsOf(variant, {
      slots: {
        aside: [{ load: () => import('./card/VariantCard.tsx'), permission: reads }],
        tabs: [{ name: 'whereUsed', load: () => import('./where-used/WhereUsed.tsx'), permission: reads }],
      },
    }),
    partsOf(product, { slots: { aside: [{ load: () => import('./card/ProductCard.tsx'), permission: reads }] } }),
  ],
});
