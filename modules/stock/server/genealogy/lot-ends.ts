import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { type Paper, stands } from './trace-lots.ts';

/** Goods of a lot on their way into the house or out of it. */
export interface Crossing extends Paper {
  /** The number that the movement knows. */
  title: string | null;
  kind: string;
  /** Kind of the place outside: `supplier`, `customer`, `scrap` … */
  place: string;
  lot: number;
  product: number;
  date: string;
  quantity: Quantity;
}
export interface Lying {
  lot: number;
  product: number;
  location: number;
  quantity: Quantity;
}

const askedAtOnce = 5000;

async function gather<T>(
  ctx: Ctx,
  lots: Iterable<number>,
  text: (count: number) => string,
  read: (row: Record<string, Cell>) => T,
): Promise<T[]> {
  const found: T[] = [];
  for (const part of inParts([...lots], askedAtOnce)) {
    const { rows } = await sendStatement(ctx.db, text(part.length), part);
    found.push(...rows.map(read));
  }
  return found;
}

/** How lots came into the house, or left it: by document, oldest first. What was reversed never crossed. */
export const crossings = (ctx: Ctx, lots: Iterable<number>, way: 'in' | 'out'): Promise<Crossing[]> => {
  const [outside, inside] = way === 'in' ? ['`from`', '`to`'] : ['`to`', '`from`'];
  return gather(
    ctx,
    lots,
    (
      count,
    ) => `SELECT m.source_resource, m.source_id, MIN(m.source) AS title, m.kind, o.kind AS place, m.lot, m.product,
        MIN(m.date) AS date, SUM(m.quantity) AS quantity
      FROM stock_movement m JOIN stock_location o ON o.id = m.${outside} AND o.kind <> 'storage'
      JOIN stock_location i ON i.id = m.${inside} AND i.kind = 'storage'
      WHERE m.lot IN ${marks(count)} AND ${stands('m')}
      GROUP BY m.source_resource, m.source_id, m.kind, o.kind, m.lot, m.product ORDER BY MIN(m.date), MIN(m.id)`,
    (row) => ({
      resource: String(row.source_resource),
      id: Number(row.source_id),
      title: row.title === null ? null : String(row.title),
      kind: String(row.kind),
      place: String(row.place),
      lot: Number(row.lot),
      product: Number(row.product),
      date: String(row.date),
      quantity: Number(row.quantity),
    }),
  );
};

/** Where lots lie now. */
export const lying = (ctx: Ctx, lots: Iterable<number>): Promise<Lying[]> =>
  gather(
    ctx,
    lots,
    (count) => `SELECT b.lot, b.product, b.location, SUM(b.on_hand) AS quantity FROM stock_balance b
      JOIN stock_location l ON l.id = b.location AND l.kind = 'storage'
      WHERE b.lot IN ${marks(count)} AND b.on_hand <> 0 GROUP BY b.lot, b.product, b.location ORDER BY b.location, b.lot`,
    (row) => ({
      lot: Number(row.lot),
      product: Number(row.product),
      location: Number(row.location),
      quantity: Number(row.quantity),
    }),
  );
