import { defineWeb, lazyPart, partsOf } from '#kernel/web/index.ts';
import { delivery, salesOrder } from '../contract/index.ts';

/** The way of an order through its documents, for the pages of those that other modules make from it. */
export const OrderWay = lazyPart(() => import('./way/OrderWay.tsx'));
/** The lines of a sales document with new and old numbers. */
export const DocumentLines = lazyPart(() => import('./lines/DocumentLines.tsx'));

export const salesWeb = defineWeb({
  pages: [
    {
      path: 'sales/orders/:id/entry',
      title: 'sales.entry.title',
      load: () => import('./entry/EditOrderPage.tsx'),
      permission: 'sales.order:update',
    },
  ],
  parts: [
    partsOf(salesOrder, {
      create: () => import('./entry/CreateOrderPage.tsx'),
      record: () => import('./order/OrderPage.tsx'),
      groups: ['customer', 'terms', 'addresses'],
      hidden: ['lines', 'taxIncluded'],
      slots: {
        aside: [{ load: () => import('./order/TaxNote.tsx') }],
        top: [{ load: () => import('./order/OrderTop.tsx') }],
        actions: [{ load: () => import('./order/EnterLines.tsx') }, { load: () => import('./order/ConfirmOrder.tsx') }],
        bottom: [{ load: () => import('./order/OrderLines.tsx') }],
      },
    }),
    partsOf(delivery, {
      hidden: ['lines', 'order'],
      slots: {
        top: [{ load: () => import('./delivery/DeliveryTop.tsx') }],
        bottom: [{ load: () => import('./delivery/DeliveryLines.tsx') }],
      },
    }),
  ],
});
