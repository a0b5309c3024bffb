import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { location } from '#modules/stock/contract/index.ts';
import { mainWarehouse } from './plan/picking-places.ts';

/** In the main warehouse, the table where orders are put together, and the place for what was missing at its shelf. */
export async function seedPicking(ctx: Ctx): Promise<void> {
  const warehouse = await mainWarehouse(ctx);
  if (warehouse === 0) return;
  const known = await ctx.db
    .selectFrom('stock_location')
    .select('purpose')
    .where('kind', '=', 'storage')
    .where('warehouse', '=', warehouse)
    .where('purpose', 'in', ['picking', 'missing'])
    .execute();
  const has = (purpose: string) => known.some((row) => row.purpose === purpose);
  const places = [
    { code: 'MAIN-PICKING', name: { de: 'Packtisch', en: 'Packing table' }, purpose: 'picking' as const },
    { code: 'MAIN-MISSING', name: { de: 'Fehlmengen', en: 'Missing goods' }, purpose: 'missing' as const },
  ];
  await create(
    trusted(ctx),
    location,
    places.filter(({ purpose }) => !has(purpose)).map((place) => ({ ...place, warehouse, isDefault: true })),
  );
}
