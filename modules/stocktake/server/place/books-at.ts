import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';

/** One product, lot and compartment at a place; null or 0: none. */
export interface Goods {
  product: number;
  lot: number | null;
  compartment: number | null;
}
export const goodsKey = ({ product, lot, compartment }: Goods): string => `${product}/${lot || 0}/${compartment || 0}`;

const askedAtOnce = 10_000;

/**
 * What the books say lies at a place, of the given products, by {@link goodsKey}. Postings under way are waited for, and
 * new ones wait until the transaction ends: the number is that of one instant.
 * @param instant of the counting, epoch ms; what moved since then is taken off again.
 */
export async function booksAt(
  ctx: Ctx,
  location: number,
  products: readonly number[],
  instant: number,
): Promise<Map<string, Quantity>> {
  const lock = ctx.app.engine.dialect === 'mysql' ? ' LOCK IN SHARE MODE' : '';
  const books = new Map<string, Quantity>();
  const add = (rows: readonly Record<string, unknown>[], sign: 1 | -1) => {
    for (const row of rows) {
      const key = goodsKey({
        product: Number(row.product),
        lot: Number(row.lot),
        compartment: Number(row.compartment),
      });
      books.set(key, (books.get(key) ?? 0) + sign * Number(row.quantity));
    }
  };
  for (const part of inParts(
    [...new Set(products)].sort((a, b) => a - b),
    askedAtOnce,
  )) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT product, lot, compartment, on_hand AS quantity FROM stock_balance
        WHERE location = ? AND product IN ${marks(part.length)}${lock}`,
      [location, ...part],
    );
    add(rows, 1);
    if (instant >= ctx.app.clock()) continue;
    const side = (place: string, compartment: string, sign: string) =>
      `SELECT product, COALESCE(lot, 0) AS lot, COALESCE(${compartment}, 0) AS compartment, ${sign}quantity AS quantity
        FROM stock_movement WHERE ${place} = ? AND created_at >= ? AND product IN ${marks(part.length)}`;
    const values = [location, instant, ...part];
    const later = await sendStatement(
      ctx.db,
      `SELECT product, lot, compartment, SUM(quantity) AS quantity FROM (
        ${side('`to`', 'to_compartment', '')} UNION ALL ${side('`from`', 'from_compartment', '-')}) m
        GROUP BY product, lot, compartment`,
      [...values, ...values],
    );
    add(later.rows, -1);
  }
  return books;
}
