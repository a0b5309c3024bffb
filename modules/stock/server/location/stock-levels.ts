import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';

export interface StockLevel {
  product: number;
  location: number;
  onHand: Quantity;
  reserved: Quantity;
}
/** Absent: all. */
export interface LevelQuery {
  products?: readonly number[];
  warehouse?: number;
  /** With everything that lies in it. */
  location?: number;
  /** Products after this one. */
  after?: number;
  /** So many products at most. */
  limit?: number;
}

/**
 * What lies of products at each real place, over all lots and boxes, in the order of products and places. One
 * statement, however many products.
 */
export async function stockLevels(ctx: Ctx, query: LevelQuery = {}): Promise<StockLevel[]> {
  if (query.products?.length === 0) return [];
  const { text, parameters } = levelStatement(query);
  const { rows } = await sendStatement(ctx.db, text, parameters);
  return rows.map(({ product, location, on_hand, reserved }) => ({
    product: Number(product),
    location: Number(location),
    onHand: Number(on_hand),
    reserved: Number(reserved),
  }));
}

function levelStatement({ products, warehouse, location, after = 0, limit }: LevelQuery): {
  text: string;
  parameters: Cell[];
} {
  const parameters: Cell[] = [];
  const withIn =
    location === undefined
      ? ''
      : 'WITH RECURSIVE within(id) AS (SELECT id FROM stock_location WHERE id = ? UNION SELECT c.id FROM stock_location c JOIN within ON c.parent = within.id) ';
  if (location !== undefined) parameters.push(location);
  // The page is cut by products, so that none is shown in part.
  const page =
    limit === undefined
      ? ''
      : ' JOIN (SELECT DISTINCT product FROM stock_balance WHERE product > ? ORDER BY product LIMIT ?) page ON page.product = b.product';
  if (limit !== undefined) parameters.push(after, limit);
  const conditions = ["l.kind = 'storage'", '(b.on_hand <> 0 OR b.reserved <> 0)'];
  if (products) conditions.push(`b.product IN ${marks(products.length)}`);
  if (products) parameters.push(...products);
  if (warehouse !== undefined) conditions.push('l.warehouse = ?');
  if (warehouse !== undefined) parameters.push(warehouse);
  if (location !== undefined) conditions.push('b.location IN (SELECT id FROM within)');
  const text = `${withIn}SELECT b.product, b.location, SUM(b.on_hand) AS on_hand, SUM(b.reserved) AS reserved
    FROM stock_balance b JOIN stock_location l ON l.id = b.location${page}
    WHERE ${conditions.join(' AND ')} GROUP BY b.product, b.location ORDER BY b.product, b.location`;
  return { text, parameters };
}
