import { IconPackageExport } from '@tabler/icons-react';
import { defineWeb, partsOf } from '#kernel/web/index.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { parcel, pickList, plansWaves, wave } from '../contract/index.ts';

/** The way of an order through the house: chosen, fetched, packed. */
export const pickingWeb = defineWeb({
  pages: [
    {
      path: 'picking/plan',
      title: 'picking.plan.title',
      load: () => import('./plan/PlanPage.tsx'),
      permission: 'picking.wave:read',
      menu: 'first',
    },
    {
      path: 'picking/waves/:id/walk',
      title: 'picking.walk.title',
      load: () => import('./walk/WalkPage.tsx'),
      permission: 'picking.wave:take',
      bare: true,
    },
    {
      path: 'picking/lists/:id/pack',
      icon: IconPackageExport,
      title: 'picking.pack.title',
      load: () => import('./pack/PackPage.tsx'),
      permission: 'picking.list:pack',
      bare: true,
    },
  ],
  parts: [
    partsOf(wave, {
      hidden: ['take'],
      slots: {
        actions: [{ load: () => import('./record/WaveActions.tsx') }],
        bottom: [{ load: () => import('./record/WaveLists.tsx'), permission: 'picking.list:read' }],
      },
    }),
    partsOf(pickList, {
      hidden: ['activeOrder', 'activeBox', 'pack', 'assignBox'],
      slots: { actions: [{ load: () => import('./record/ListActions.tsx') }] },
    }),
    partsOf(parcel, {}),
    partsOf(salesOrder, {
      slots: { actions: [{ load: () => import('./record/PickOrder.tsx'), permission: plansWaves }] },
    }),
  ],
});
