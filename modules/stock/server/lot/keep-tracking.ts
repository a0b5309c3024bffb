import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import type { DomainEvent } from '#kernel/server/events.ts';
import { stockErrors } from '../../contract/index.ts';

const askedAtOnce = 5000;
/** Goods of which no lot is known although they are tracked now, or the other way round. */
const misfits = (column: 'id' | 'product', count: number) => `SELECT v.sku FROM catalog_variant v
  LEFT JOIN catalog_product p ON p.id = v.product
  JOIN stock_balance b ON b.product = v.id AND (b.on_hand <> 0 OR b.reserved <> 0)
  LEFT JOIN stock_lot l ON l.id = b.lot
  WHERE v.${column} IN ${marks(count)}
    AND COALESCE(v.tracking, p.tracking, 'none') <> CASE WHEN b.lot = 0 THEN 'none' WHEN l.is_serial = 1 THEN 'serial' ELSE 'lot' END
  LIMIT 1`;

/**
 * How a product is tracked cannot change while some of it is there: nobody could say of which lot it is.
 * @throws AppError 409 `stock.trackingWithStock`
 */
export async function keepTracking(ctx: Ctx, column: 'id' | 'product', events: readonly DomainEvent[]): Promise<void> {
  for (const part of inParts(events, askedAtOnce)) {
    const ids = part.map(({ id }) => id);
    const { rows } = await sendStatement(ctx.db, misfits(column, ids.length), ids);
    if (rows[0]) throw stockErrors.trackingWithStock({ product: String(rows[0].sku) });
  }
}
