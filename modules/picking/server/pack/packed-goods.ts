import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';

/** What of a line lies at the packing table, and how much of it is in parcels. */
export interface TableGoods {
  line: number;
  product: number;
  lot: number | null;
  picked: Quantity;
  packed: Quantity;
}

const keyOf = (line: unknown, lot: unknown) => `${line} ${lot ?? 0}`;

/** Picked and packed quantities of a list by line and lot, in the order of the lines. Two statements. */
export async function goodsOf(ctx: Ctx, list: number): Promise<TableGoods[]> {
  const picked = await sendStatement(
    ctx.db,
    `SELECT order_line, product, lot, SUM(quantity) AS quantity FROM picking_pick
      WHERE pick_list = ? AND state = 'taken' AND quantity > 0 GROUP BY order_line, product, lot ORDER BY order_line, lot`,
    [list],
  );
  const packed = await sendStatement(
    ctx.db,
    `SELECT c.order_line, c.lot, SUM(c.quantity) AS quantity FROM picking_parcel p
      JOIN picking_parcel_contents c ON c.parent_id = p.id
      WHERE p.pick_list = ? AND p.state = 'packed' GROUP BY c.order_line, c.lot`,
    [list],
  );
  const inParcels = new Map(packed.rows.map((row) => [keyOf(row.order_line, row.lot), Number(row.quantity)]));
  return picked.rows.map((row) => ({
    line: Number(row.order_line),
    product: Number(row.product),
    lot: row.lot === null ? null : Number(row.lot),
    picked: Number(row.quantity),
    packed: inParcels.get(keyOf(row.order_line, row.lot)) ?? 0,
  }));
}
