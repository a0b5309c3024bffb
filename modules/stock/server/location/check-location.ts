import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { location, stockErrors } from '../../contract/index.ts';

/** Real places stand in a warehouse, and each kind keeps a default place: receipts and deliveries look for it. */
export async function checkLocation(ctx: Ctx, changes: Change<Row<typeof location>>[]): Promise<void> {
  for (const { before, row, fail } of changes) {
    if (row.kind === 'storage' && row.warehouse === null) fail('warehouse', 'stock.storageNeedsWarehouse');
    if (before?.isDefault && !row.isDefault && !(await defaultKinds(ctx, row.id)).has(row.kind))
      fail('isDefault', 'stock.defaultLocationNeeded');
  }
}

const defaultLocationKinds = location.fields.kind.values ?? [];

/** Asked in the transaction of a deletion; throwing takes it back. @throws AppError 409 `stock.defaultLocationNeeded` */
export async function keepDefaultLocations(ctx: Ctx): Promise<void> {
  const kinds = await defaultKinds(ctx, 0);
  for (const kind of defaultLocationKinds) if (!kinds.has(kind)) throw stockErrors.defaultLocationNeeded();
}

/** The kinds that have a default place other than the given one. */
async function defaultKinds(ctx: Ctx, except: number): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('stock_location')
    .select('kind')
    .where('is_default', '=', 1)
    .where('id', '!=', except)
    .execute();
  return new Set(rows.map(({ kind }) => String(kind)));
}
