import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import type { DomainEvent, Subscription } from '#kernel/server/events.ts';
import { allocateDemands } from './allocate-demands.ts';

/** Documents by which goods come to places from which is sold. */
const arrivals = [
  'stock.receipt.posted',
  'stock.transfer.posted',
  'stock.transfer.arrived',
  'stock.conversion.posted',
  'stock.adjustment.posted',
];

/** What somebody waits for among that which a document has brought to a warehouse that allocates by itself. */
const awaited = `SELECT DISTINCT d.product FROM stock_movement m
  JOIN stock_location l ON l.id = m.\`to\` JOIN stock_warehouse w ON w.id = l.warehouse AND w.allocates_arrivals = 1
  JOIN stock_demand d ON d.product = m.product AND d.state = 'open'
  WHERE m.source_resource = ? AND m.source_id = ?`;

/** Gives what has come in to those who wait for it; done again it finds nothing more to do. */
async function allocateArrivals(ctx: Ctx, { resource, id }: DomainEvent): Promise<void> {
  const { rows } = await sendStatement(ctx.db, awaited, [resource, id]);
  const products = rows.map(({ product }) => Number(product));
  if (products.length > 0) await allocateDemands(ctx, products);
}

export const arrivalSubscriptions: Subscription[] = arrivals.map((event) => ({
  name: 'allocateArrivals',
  event,
  phase: 'after',
  handle: allocateArrivals,
}));
