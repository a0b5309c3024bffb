import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { nextNumber } from '#modules/org/server/index.ts';
import { reserveStock } from '#modules/stock/server/index.ts';
import { salesErrors, salesOrder } from '../../contract/index.ts';
import { refuseBlocked } from './refuse-blocked.ts';

/** Reserves the stock of every line, all or nothing, then gives the order its number. */
export async function confirmOrder(ctx: Ctx, order: Row<typeof salesOrder>): Promise<Patch<typeof salesOrder>> {
  if (order.lines.length === 0) throw salesErrors.orderHasNoLines();
  const owner = await refuseBlocked(ctx, order.customer);
  const needs = order.lines.map((line) => ({
    sourceLine: line.id ?? 0,
    product: line.product,
    quantity: line.quantity,
  }));
  await reserveStock(ctx, { resource: salesOrder.name, id: order.id, title: owner.name }, needs);
  return { number: await nextNumber(ctx, 'sales.order', order.date) };
}
