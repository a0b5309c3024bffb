import { sql } from 'kysely';
import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';

export interface Availability {
  onHand: Quantity;
  /** On hand less reserved. */
  available: Quantity;
}

/** Stock of products over all sellable places; products without stock are absent. One statement. */
export async function availableStock(ctx: Ctx, products: readonly number[]): Promise<Map<number, Availability>> {
  if (products.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('stock_balance as b')
    .innerJoin('stock_location as l', 'l.id', 'b.location')
    .select(['b.product', sql<number>`sum(b.on_hand)`.as('on_hand'), sql<number>`sum(b.reserved)`.as('reserved')])
    .where('b.product', 'in', [...products])
    .where('l.kind', '=', 'storage')
    .where('l.is_sellable', '=', 1)
    .groupBy('b.product')
    .execute();
  return new Map(
    rows.map((row) => [
      Number(row.product),
      { onHand: Number(row.on_hand), available: Number(row.on_hand) - Number(row.reserved) },
    ]),
  );
}
