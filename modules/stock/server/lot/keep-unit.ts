import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import type { DomainEvent } from '#kernel/server/events.ts';
import { stockErrors } from '../../contract/index.ts';

const askedAtOnce = 5000;
/** Variants whose unit follows from the changed records, and of which something was ever moved. */
const moved = (column: 'id' | 'product', count: number) => `SELECT v.sku FROM catalog_variant v
  WHERE v.${column} IN ${marks(count)}${column === 'product' ? ' AND v.unit IS NULL' : ''}
    AND EXISTS (SELECT 1 FROM stock_balance b WHERE b.product = v.id) LIMIT 1`;

/**
 * The ledger counts in a product's unit: with another unit every quantity it ever wrote would mean something else.
 * @throws AppError 409 `stock.unitWithMovements`
 */
export async function keepUnit(ctx: Ctx, column: 'id' | 'product', events: readonly DomainEvent[]): Promise<void> {
  const touched = events.filter((event) => event.touches?.('unit') ?? true);
  for (const part of inParts(touched, askedAtOnce)) {
    const ids = part.map(({ id }) => id);
    const { rows } = await sendStatement(ctx.db, moved(column, ids.length), ids);
    if (rows[0]) throw stockErrors.unitWithMovements({ product: String(rows[0].sku) });
  }
}
