import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import type { Layer, Pool } from '../pool/pool.ts';
import type { Crossing } from './waiting.ts';

/** A pool with the row it is kept in; null for a product that never had one. */
export interface StoredPool extends Pool {
  id: number | null;
}

/**
 * The pools of the products that move, with as many of their open layers as may be consumed, and those that a reversal
 * takes back. Three statements.
 */
export async function loadPools(ctx: Ctx, crossings: readonly Crossing[]): Promise<Map<number, StoredPool>> {
  const products = [...new Set(crossings.map(({ product }) => product))].sort((a, b) => a - b);
  const pools = new Map<number, StoredPool>(
    products.map((product) => [
      product,
      { id: null, quantity: 0, averageValue: 0, fifoValue: 0, layers: [], lastCost: 0 },
    ]),
  );
  const stands = await sendStatement(
    ctx.db,
    `SELECT id, product, quantity, average_value, fifo_value, last_cost FROM valuation_stand WHERE product IN ${marks(products.length)}`,
    products,
  );
  for (const row of stands.rows)
    Object.assign(pools.get(Number(row.product)) ?? {}, {
      id: Number(row.id),
      quantity: Number(row.quantity),
      averageValue: Number(row.average_value),
      fifoValue: Number(row.fifo_value),
      lastCost: Number(row.last_cost),
    });
  for (const row of await consumable(ctx, crossings)) pools.get(Number(row.product))?.layers.push(layerOf(row));
  return pools;
}

export const layerOf = (row: Record<string, Cell>): Layer => ({
  id: Number(row.id),
  movement: Number(row.movement),
  date: String(row.date),
  remaining: Number(row.remaining),
  remainingValue: Number(row.remaining_value),
});

const columns = 'id, product, movement, date, remaining, remaining_value';

/** Open layers until what goes out is covered, the oldest first. */
async function consumable(ctx: Ctx, crossings: readonly Crossing[]): Promise<Record<string, Cell>[]> {
  const needed = new Map<number, number>();
  for (const { product, quantity, isIn } of crossings)
    if (!isIn) needed.set(product, (needed.get(product) ?? 0) + quantity);
  if (needed.size === 0) return [];
  const need = `CASE product${' WHEN ? THEN ?'.repeat(needed.size)} ELSE 0 END`;
  const reversed = crossings.flatMap(({ isIn, reversalOf }) => (isIn || reversalOf === null ? [] : [reversalOf]));
  const own = reversed.length === 0 ? '' : ` OR movement IN ${marks(reversed.length)}`;
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT ${columns} FROM (
        SELECT ${columns}, SUM(remaining) OVER (PARTITION BY product ORDER BY id) - remaining AS older
        FROM valuation_layer WHERE is_open = 1 AND product IN ${marks(needed.size)}) l
      WHERE older < ${need}${own} ORDER BY id`,
    [...needed.keys(), ...[...needed].flat(), ...reversed],
  );
  return rows;
}
