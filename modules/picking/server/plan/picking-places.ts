import type { Ctx } from '#kernel/server/ctx.ts';
import { pickingErrors } from '../../contract/index.ts';

/**
 * The place of a warehouse where orders are put together (`picking`), or where the books have what was not found at its
 * shelf (`missing`); the default one first.
 * @throws AppError 409 `picking.placeNeeded`
 */
export async function placeFor(ctx: Ctx, warehouse: number, purpose: 'picking' | 'missing'): Promise<number> {
  const row = await ctx.db
    .selectFrom('stock_location')
    .select('id')
    .where('kind', '=', 'storage')
    .where('purpose', '=', purpose)
    .where('warehouse', '=', warehouse)
    .where('is_active', '=', 1)
    .orderBy('is_default', 'desc')
    .orderBy('id')
    .executeTakeFirst();
  if (!row) throw pickingErrors.placeNeeded({ purpose });
  return Number(row.id);
}

/** The warehouse of the main store. */
export async function mainWarehouse(ctx: Ctx): Promise<number> {
  const row = await ctx.db
    .selectFrom('stock_location')
    .select('warehouse')
    .where('kind', '=', 'storage')
    .where('purpose', '=', 'sale')
    .where('is_default', '=', 1)
    .orderBy('id')
    .executeTakeFirst();
  return Number(row?.warehouse ?? 0);
}
