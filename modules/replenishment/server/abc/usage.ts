import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';

/** Kinds of movement by which goods are used up; a return takes that back. */
const used = "'delivery', 'issue', 'consumption', 'return'";

export interface Usage {
  product: number;
  /** That the goods left from, or came back to. */
  warehouse: number | null;
  quantity: Quantity;
}

/** How much of each product has left for customers and production since a day, by one statement; less what came back. */
export async function usageSince(ctx: Ctx, date: string): Promise<Usage[]> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT m.product, CASE WHEN f.kind = 'storage' THEN f.warehouse ELSE t.warehouse END AS warehouse,
        SUM(CASE WHEN f.kind = 'storage' THEN m.quantity ELSE -m.quantity END) AS quantity
      FROM stock_movement m JOIN stock_location f ON f.id = m.\`from\` JOIN stock_location t ON t.id = m.\`to\`
      WHERE m.date >= ? AND m.kind IN (${used})
        AND (f.kind = 'storage' AND t.kind IN ('customer', 'production') OR t.kind = 'storage' AND f.kind = 'customer')
      GROUP BY m.product, CASE WHEN f.kind = 'storage' THEN f.warehouse ELSE t.warehouse END`,
    [date],
  );
  return rows.map((row) => ({
    product: Number(row.product),
    warehouse: row.warehouse === null || row.warehouse === undefined ? null : Number(row.warehouse),
    quantity: Number(row.quantity),
  }));
}

/** Of one product: in a warehouse, or in all. */
export const usageOf = (
  usage: ReadonlyMap<number, readonly Usage[]>,
  product: number,
  warehouse: number | null = null,
): Quantity =>
  (usage.get(product) ?? []).reduce(
    (sum, one) => (warehouse === null || one.warehouse === warehouse ? sum + one.quantity : sum),
    0,
  );
