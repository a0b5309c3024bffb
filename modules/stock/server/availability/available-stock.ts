import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { fitLot, sellablePlace } from '../reservation/free-places.ts';

export interface Availability {
  onHand: Quantity;
  /** On hand less reserved, of lots that are fit, at places where nothing is being counted. */
  available: Quantity;
}

const productsAtOnce = 10_000;

/** Stock of products over all places from which is sold; products without stock are absent. One statement. */
export async function availableStock(ctx: Ctx, products: readonly number[]): Promise<Map<number, Availability>> {
  const today = businessDate(ctx.app.clock());
  const found = new Map<number, Availability>();
  for (const part of inParts(products, productsAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT b.product, SUM(b.on_hand) AS on_hand,
          SUM(CASE WHEN ${sellablePlace} AND ${fitLot} THEN b.on_hand - b.reserved ELSE 0 END) AS available
        FROM stock_balance b JOIN stock_location l ON l.id = b.location LEFT JOIN stock_lot t ON t.id = b.lot
        WHERE l.kind = 'storage' AND l.purpose = 'sale' AND l.is_active = 1 AND b.product IN ${marks(part.length)}
        GROUP BY b.product`,
      [today, ...part],
    );
    for (const row of rows)
      found.set(Number(row.product), { onHand: Number(row.on_hand), available: Number(row.available) });
  }
  return found;
}
