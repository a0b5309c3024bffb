import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import type { Place } from './claim-place.ts';

/** One product, lot and compartment at a place; null or 0: none. */
export interface Goods {
  product: number;
  lot: number | null;
  compartment: number | null;
}
const goodsKey = ({ product, lot, compartment }: Goods): string => `${product}/${lot || 0}/${compartment || 0}`;

/** What the books say lies at a place. */
export interface Books {
  /** As of when, epoch ms. */
  instant: number;
  of(goods: Goods): Quantity;
}

const askedAtOnce = 10_000;

/**
 * What the books say lies at a place, of the given products. Postings under way are waited for, and new ones wait until
 * the transaction ends: the number is that of one instant.
 * @param at when it was counted, epoch ms, where that could not be sent at once: what moved since then is taken off
 *   again. Never before the stocktake nor in the future, whatever the clock of a device says; null: now.
 */
export async function booksAt(
  ctx: Ctx,
  { location, createdAt }: Place,
  products: readonly number[],
  at: number | null = null,
): Promise<Books> {
  const parts = [
    ...inParts(
      [...new Set(products)].sort((a, b) => a - b),
      askedAtOnce,
    ),
  ];
  const books = new Map<string, Quantity>();
  const add = (rows: readonly Record<string, Cell>[], sign: 1 | -1) => {
    for (const row of rows) {
      const key = goodsKey({
        product: Number(row.product),
        lot: Number(row.lot),
        compartment: Number(row.compartment),
      });
      books.set(key, (books.get(key) ?? 0) + sign * Number(row.quantity));
    }
  };
  for (const part of parts) add(await held(ctx, location, part), 1);
  // Looked at once nothing moves any more: all that is in the books has moved before this instant.
  const now = ctx.app.clock();
  const instant = at === null ? now : Math.max(createdAt, Math.min(at, now));
  if (instant < now) for (const part of parts) add(await movedSince(ctx, location, part, instant), -1);
  return { instant, of: (goods) => books.get(goodsKey(goods)) ?? 0 };
}

async function held(ctx: Ctx, location: number, products: readonly number[]) {
  const lock = ctx.app.engine.dialect === 'mysql' ? ' LOCK IN SHARE MODE' : '';
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT product, lot, compartment, on_hand AS quantity FROM stock_balance
      WHERE location = ? AND product IN ${marks(products.length)}${lock}`,
    [location, ...products],
  );
  return rows;
}

async function movedSince(ctx: Ctx, location: number, products: readonly number[], instant: number) {
  const side = (place: string, compartment: string, sign: string) =>
    `SELECT product, COALESCE(lot, 0) AS lot, COALESCE(${compartment}, 0) AS compartment, ${sign}quantity AS quantity
      FROM stock_movement WHERE ${place} = ? AND created_at >= ? AND product IN ${marks(products.length)}`;
  const values = [location, instant, ...products];
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT product, lot, compartment, SUM(quantity) AS quantity FROM (
      ${side('`to`', 'to_compartment', '')} UNION ALL ${side('`from`', 'from_compartment', '-')}) m
      GROUP BY product, lot, compartment`,
    [...values, ...values],
  );
  return rows;
}
