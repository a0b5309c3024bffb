import { z } from 'zod';
import { digits } from '#kernel/server/http/list-query.ts';
import { idOf } from '#kernel/server/http/record-id.ts';
import { defineRoute, defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { salesContract, salesOrder } from '../contract/index.ts';
import { cancelOrder } from './sales-order/cancel-order.ts';
import { cancelRest } from './sales-order/cancel-rest.ts';
import { checkOrder } from './sales-order/check-order.ts';
import { completeOrder } from './sales-order/complete-order.ts';
import { confirmOrder } from './sales-order/confirm-order.ts';
import { deliverOrder } from './sales-order/deliver-order.ts';
import { offerProducts } from './sales-order/offer-products.ts';
import { orderCoverage } from './sales-order/order-coverage.ts';
import { orderTotals } from './sales-order/order-totals.ts';

export { noteInvoiced } from './sales-order/note-invoiced.ts';

export const salesServer = defineServer(salesContract, {
  routes: [
    defineRoute({
      method: 'GET',
      path: '/sales/products',
      access: { permission: 'sales.order:create' },
      summary: 'Products for order entry, with the price for a customer and the free stock',
      query: z.strictObject({ q: z.string().max(200).optional(), id: digits.optional(), customer: digits.optional() }),
      handle: async (ctx, { query }) => ({
        body: await offerProducts(ctx, query as Parameters<typeof offerProducts>[1]),
      }),
    }),
    defineRoute({
      method: 'GET',
      path: '/sales/orders/:id/coverage',
      access: { permission: 'sales.order:read' },
      summary: 'How far each line of an order is reserved, picked and still asked for, or of a draft would be',
      handle: async (ctx, { params }) => ({ body: await orderCoverage(ctx, idOf(params)) }),
    }),
  ],
  resources: [
    serve(salesOrder, {
      complete: completeOrder,
      derive: orderTotals,
      check: checkOrder,
      verbs: { confirm: confirmOrder, deliver: deliverOrder, cancel: cancelOrder, cancelRest },
    }),
  ],
});
