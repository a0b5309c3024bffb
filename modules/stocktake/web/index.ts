import { defineWeb, partsOf } from '#kernel/web/index.ts';
import { count, seesExpected } from '../contract/index.ts';

/** Planning and watching a stocktake on its record; counting on a page of its own, for tablet and scanner. */
export const stocktakeWeb = defineWeb({
  pages: [
    {
      path: 'stocktake/counts/:id/count',
      title: 'stocktake.walk.title',
      permission: 'stocktake.place:count',
      bare: true,
      load: () => import('./count/CountPage.tsx'),
    },
  ],
  parts: [
    partsOf(count, {
      groups: ['scope', 'rules'],
      // Asked for where the differences stand.
      hidden: ['recount'],
      create: () => import('./plan/PlanPage.tsx'),
      slots: {
        top: [{ load: () => import('./review/CountProgress.tsx') }],
        actions: [{ load: () => import('./review/CountButton.tsx'), permission: 'stocktake.place:count' }],
        tabs: [
          { name: 'differences', load: () => import('./review/DifferencesTab.tsx'), permission: seesExpected },
          { name: 'places', load: () => import('./review/PlacesTab.tsx'), permission: 'stocktake.place:read' },
        ],
      },
    }),
  ],
});
