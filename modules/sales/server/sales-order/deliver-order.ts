import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { businessDate, nextNumber } from '#modules/org/server/index.ts';
import {
  consumeReservations,
  defaultLocation,
  deliverable,
  type HeldStock,
  postMovements,
} from '#modules/stock/server/index.ts';
import { delivery, salesErrors, salesOrder } from '../../contract/index.ts';
import { refuseBlocked } from './refuse-blocked.ts';

type Order = Row<typeof salesOrder>;

/**
 * Moves what is reserved for the order to the customer and writes the delivery note: what has been picked, or, where
 * nobody has picked, all of it. What is missing stays open and is delivered another time.
 */
export async function deliverOrder(ctx: Ctx, order: Order): Promise<Patch<typeof salesOrder>> {
  const source = { resource: salesOrder.name, id: order.id, title: order.number };
  const held = await deliverable(ctx, source);
  if (held.length === 0) throw salesErrors.nothingToDeliver();
  // He may have been blocked since the order was confirmed.
  await refuseBlocked(ctx, order.customer);
  const date = businessDate(ctx.app.clock());
  const to = await defaultLocation(ctx, 'customer');
  const moves = held.map(({ product, lot, location, compartment, quantity, sourceLine }) => ({
    product,
    lot,
    from: location,
    fromCompartment: compartment,
    to,
    quantity,
    reserved: quantity,
    sourceLine,
  }));
  await postMovements(ctx, { kind: 'delivery', date, source }, moves);
  await consumeReservations(ctx, held);
  await create(ctx, delivery, [
    {
      number: await nextNumber(ctx, 'sales.delivery', date),
      order: order.id,
      customer: order.customer,
      date,
      shippingAddress: order.shippingAddress,
      lines: deliveredLines(order, held),
    },
  ]);
  return { lines: order.lines.map((line) => ({ ...line, delivered: line.delivered + quantityFor(held, line.id) })) };
}

const quantityFor = (held: readonly HeldStock[], line: number | undefined): number =>
  held.filter(({ sourceLine }) => sourceLine === line).reduce((sum, { quantity }) => sum + quantity, 0);

const deliveredLines = (order: Order, held: readonly HeldStock[]): Row<typeof delivery>['lines'] =>
  order.lines
    .map((line) => ({
      product: line.product,
      description: line.description,
      quantity: quantityFor(held, line.id),
      orderLine: line.id ?? 0,
    }))
    .filter(({ quantity }) => quantity > 0);
