import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { salesContract, salesOrder } from '../contract/index.ts';
import { cancelOrder } from './sales-order/cancel-order.ts';
import { checkOrder } from './sales-order/check-order.ts';
import { completeOrder } from './sales-order/complete-order.ts';
import { confirmOrder } from './sales-order/confirm-order.ts';
import { deliverOrder } from './sales-order/deliver-order.ts';
import { orderTotals } from './sales-order/order-totals.ts';

export { noteInvoiced } from './sales-order/note-invoiced.ts';

export const salesServer = defineServer(salesContract, {
  resources: [
    serve(salesOrder, {
      complete: completeOrder,
      derive: orderTotals,
      check: checkOrder,
      verbs: { confirm: confirmOrder, deliver: deliverOrder, cancel: cancelOrder },
    }),
  ],
});
