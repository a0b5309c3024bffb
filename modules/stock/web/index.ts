import { IconArrowsExchange, IconBoxSeam, IconPackageImport, IconStackPush } from '@tabler/icons-react';
import { defineWeb, partsOf } from '#kernel/web/index.ts';
import type { WebPage } from '#kernel/web/module.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import {
  adjustment,
  balance,
  box,
  conversion,
  demand,
  issue,
  location,
  lot,
  movement,
  receipt,
  transfer,
} from '../contract/index.ts';

const moved = (resource: { name: string }) =>
  import('./movement/DocumentMovements.tsx').then(({ movementsOf }) => movementsOf(resource));
const movements = (resource: { name: string }) => ({
  tabs: [{ name: 'movements', load: () => moved(resource), permission: 'stock.movement:read' }],
});
/** From every paper to what it has moved. */
const papers = [
  partsOf(receipt, { groups: ['origin'], hidden: ['dateEntered'], slots: movements(receipt) }),
  partsOf(issue, { groups: ['use'], hidden: ['dateEntered'], slots: movements(issue) }),
  partsOf(transfer, { groups: ['way'], hidden: ['dateEntered'], slots: movements(transfer) }),
  partsOf(adjustment, { groups: ['cause'], hidden: ['dateEntered'], slots: movements(adjustment) }),
  partsOf(conversion, { groups: ['work'], hidden: ['dateEntered'], slots: movements(conversion) }),
];

/** For who stands at the shelf, with a scanner. */
const workPlaces: readonly WebPage[] = [
  {
    path: 'stock/work',
    title: 'stock.work.title',
    load: () => import('./workplace/WorkHomePage.tsx'),
    permission: 'stock.transfer:post',
    menu: 'first',
    bare: true,
  },
  {
    path: 'stock/work/receive',
    icon: IconPackageImport,
    title: 'stock.receiveWork.title',
    load: () => import('./workplace/ReceivePage.tsx'),
    permission: 'stock.receipt:post',
    bare: true,
  },
  {
    path: 'stock/work/put-away',
    icon: IconStackPush,
    title: 'stock.putAwayWork.title',
    load: () => import('./workplace/PutAwayPage.tsx'),
    permission: 'stock.transfer:post',
    bare: true,
  },
  {
    path: 'stock/work/transfer',
    icon: IconArrowsExchange,
    title: 'stock.transferWork.title',
    load: () => import('./workplace/TransferPage.tsx'),
    permission: 'stock.transfer:post',
    bare: true,
  },
  {
    path: 'stock/work/box',
    icon: IconBoxSeam,
    title: 'stock.boxWork.title',
    load: () => import('./workplace/BoxPage.tsx'),
    permission: 'stock.box:move',
    bare: true,
  },
];

/** Places as the tree they are, boxes from above, and labels for what stands and lies there. */
export const stockWeb = defineWeb({
  pages: [
    {
      path: 'stock/availability',
      title: 'stock.availability.title',
      load: () => import('./availability/AvailabilityPage.tsx'),
      permission: 'stock.balance:read',
      menu: 'first',
    },
    {
      path: 'stock/places',
      title: 'stock.places.title',
      load: () => import('./places/PlacesPage.tsx'),
      permission: 'stock.location:read',
      menu: 'first',
    },
    ...workPlaces,
    {
      path: 'stock/past',
      title: 'stock.past.title',
      load: () => import('./past/StockAtPage.tsx'),
      permission: 'stock.balance:read',
      menu: 'last',
    },
  ],
  parts: [
    partsOf(demand, { list: () => import('./demand/DemandPage.tsx') }),
    partsOf(location, {
      groups: ['place', 'rules', 'way'],
      slots: {
        actions: [{ load: () => import('./label/LocationLabels.tsx') }],
        bottom: [{ load: () => import('./places/LocationContents.tsx'), permission: 'stock.balance:read' }],
        selection: [{ load: () => import('./label/LocationSelection.tsx') }],
      },
    }),
    partsOf(box, {
      // Its slots are joined, filled and split where one sees them; moving it can be taken back.
      hidden: ['move', 'join', 'put', 'shift', 'split'],
      slots: {
        top: [{ load: () => import('./box/BoxSlots.tsx'), permission: 'stock.compartment:read' }],
        actions: [{ load: () => import('./label/BoxLabels.tsx') }, { load: () => import('./box/MoveBoxButton.tsx') }],
        tabs: [{ name: 'movements', load: () => import('./box/BoxMovements.tsx'), permission: 'stock.movement:read' }],
        selection: [{ load: () => import('./label/BoxSelection.tsx') }],
      },
    }),
    ...papers,
    partsOf(balance, {
      slots: {
        tabs: [
          { name: 'movements', load: () => import('./movement/StockCard.tsx'), permission: 'stock.movement:read' },
        ],
      },
    }),
    partsOf(movement, { slots: { top: [{ load: () => import('./movement/MovementPaper.tsx') }] } }),
    partsOf(lot, {
      slots: {
        tabs: [
          { name: 'genealogy', load: () => import('./trace/GenealogyTab.tsx'), permission: 'stock.movement:read' },
        ],
        actions: [{ load: () => import('./label/LotLabels.tsx') }],
        selection: [{ load: () => import('./label/LotSelection.tsx') }],
      },
    }),
    partsOf(variant, {
      slots: {
        actions: [{ load: () => import('./label/ProductLabels.tsx') }],
        selection: [{ load: () => import('./label/ProductSelection.tsx') }],
        tabs: [
          {
            name: 'availability',
            load: () => import('./availability/VariantAvailability.tsx'),
            permission: 'stock.balance:read',
          },
        ],
      },
    }),
  ],
});
