import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';

export interface StockAt {
  location: number;
  compartment: number | null;
  product: number;
  lot: number | null;
  onHand: Quantity;
}
/** Absent: all. */
export interface StockAtQuery {
  products?: readonly number[];
  locations?: readonly number[];
}

/**
 * What lay at real places at the end of a day: the last checkpoint before it and the movements since (design §4).
 * One statement, whatever the size of the ledger.
 * @param date business date, ISO.
 */
export async function stockAt(ctx: Ctx, date: string, query: StockAtQuery = {}): Promise<StockAt[]> {
  if (query.products?.length === 0 || query.locations?.length === 0) return [];
  const { text, parameters } = stockAtStatement(date, query);
  const { rows } = await sendStatement(ctx.db, text, parameters);
  return rows.map((row) => ({
    location: Number(row.location),
    compartment: Number(row.compartment) || null,
    product: Number(row.product),
    lot: Number(row.lot) || null,
    onHand: Number(row.on_hand),
  }));
}

/** The statement itself, so that reports can join it to what they need. */
export function stockAtStatement(
  date: string,
  { products, locations }: StockAtQuery,
): { text: string; parameters: Cell[] } {
  const parameters: Cell[] = [];
  const narrowed = (place: string) => {
    if (products) parameters.push(...products);
    if (locations) parameters.push(...locations);
    return `${products ? ` AND product IN ${marks(products.length)}` : ''}${locations ? ` AND ${place} IN ${marks(locations.length)}` : ''}`;
  };
  const base = "COALESCE((SELECT MAX(c.date) FROM stock_checkpoint c WHERE c.date <= ?), '')";
  const side = (place: string, compartment: string, sign: string) => {
    parameters.push(date, date);
    return `SELECT ${place} AS location, product, COALESCE(lot, 0) AS lot, COALESCE(${compartment}, 0) AS compartment, ${sign}quantity AS q
      FROM stock_movement WHERE date > ${base} AND date <= ?${narrowed(place)}`;
  };
  parameters.push(date);
  const checkpoints = `SELECT location, product, lot, compartment, on_hand AS q FROM stock_checkpoint WHERE date = ${base}${narrowed('location')}`;
  const text = `SELECT m.location, m.product, m.lot, m.compartment, SUM(m.q) AS on_hand FROM (
      ${checkpoints} UNION ALL ${side('`to`', 'to_compartment', '')} UNION ALL ${side('`from`', 'from_compartment', '-')}) m
    JOIN stock_location l ON l.id = m.location AND l.kind = 'storage'
    GROUP BY m.location, m.product, m.lot, m.compartment HAVING SUM(m.q) <> 0`;
  return { text, parameters };
}
