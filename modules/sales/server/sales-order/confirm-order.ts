import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { saleLimits } from '#modules/catalog/server/index.ts';
import { nextNumber } from '#modules/org/server/index.ts';
import { reserveStock } from '#modules/stock/server/index.ts';
import { salesErrors, salesOrder } from '../../contract/index.ts';
import { needsOf } from './needs-of.ts';
import { refuseBlocked } from './refuse-blocked.ts';

/**
 * Reserves the stock of every line, all or nothing, then gives the order its number. With `backorder` it reserves what is
 * there; the rest is asked for, and reserved once it has come in.
 */
export async function confirmOrder(
  ctx: Ctx,
  order: Row<typeof salesOrder>,
  { backorder = false }: { backorder?: boolean },
): Promise<Patch<typeof salesOrder>> {
  if (order.lines.length === 0) throw salesErrors.orderHasNoLines();
  await refuseBlocked(ctx, order.customer);
  const products = order.lines.map(({ product }) => product);
  // Since the draft was written one of them may have been archived, or taken from sale.
  const { refused, ending } = await saleLimits(ctx, products);
  if (refused !== undefined) throw salesErrors.productNotSold({ product: refused });
  // Of what is running out nothing more will come: it is sold as long as there is some.
  const needs = needsOf(order).map((need) => ({ ...need, mustBeThere: ending.has(need.product) }));
  // By its number, not by whose it is: what is reserved is also seen by those who may not know customers.
  const title = () => nextNumber(ctx, 'sales.order', order.date);
  const number = await reserveStock(ctx, { resource: salesOrder.name, id: order.id, title }, needs, {
    backorder,
    due: order.requestedOn ?? order.date,
    warehouse: order.warehouse,
  });
  return { number };
}
