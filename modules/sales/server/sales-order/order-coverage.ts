import type { Ctx } from '#kernel/server/ctx.ts';
import { getRecord, rowOf } from '#kernel/server/read.ts';
import { coverageOf, previewCoverage } from '#modules/stock/server/index.ts';
import { type OrderCoverage, salesOrder } from '../../contract/index.ts';
import { needsOf } from './needs-of.ts';

/** How far the lines of an order are provided for; of a draft, how far they would be if it were confirmed now. */
export async function orderCoverage(ctx: Ctx, id: number): Promise<OrderCoverage> {
  // Whoever may not see the order gets nothing of it.
  await getRecord(ctx, ctx.app.served(salesOrder.name), id);
  const order = await rowOf(ctx, salesOrder, id);
  if (order.state === 'draft') {
    const { warehouse } = order;
    return { isPreview: true, items: await previewCoverage(ctx, needsOf(order), { warehouse }) };
  }
  return { isPreview: false, items: await coverageOf(ctx, { resource: salesOrder.name, id }) };
}
