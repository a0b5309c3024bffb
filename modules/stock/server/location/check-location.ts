import type { Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import type { DomainEvent } from '#kernel/server/events.ts';
import { rowsOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { update } from '#kernel/server/write.ts';
import { location, stockErrors } from '../../contract/index.ts';

type Location = Row<typeof location>;

/** Real places stand in a warehouse, and what receipts and deliveries look for keeps its default place. */
export async function checkLocation(ctx: Ctx, changes: Change<Location>[]): Promise<void> {
  await checkParents(ctx, changes);
  await warnOfStockLeft(ctx, changes);
  for (const { before, row, fail } of changes) {
    if (row.kind === 'storage' && row.warehouse === null) fail('warehouse', 'stock.storageNeedsWarehouse');
    const gone = before !== null && defaultOf(before) !== null && defaultOf(before) !== defaultOf(row);
    if (before && gone && !(await defaults(ctx, row.id)).has(defaultOf(before) ?? ''))
      fail('isDefault', 'stock.defaultLocationNeeded');
  }
}

/** A place belongs to a real one of the same warehouse, and never to what lies in itself. */
async function checkParents(ctx: Ctx, changes: Change<Location>[]): Promise<void> {
  const given = changes.filter(({ before, row }) => row.parent !== null && row.parent !== before?.parent);
  if (given.length === 0) return;
  const rows = await ctx.db
    .selectFrom('stock_location')
    .select(['id', 'code', 'parent', 'warehouse', 'kind'])
    .where('kind', '=', 'storage')
    .execute();
  const places = new Map(rows.map((row) => [Number(row.id), row]));
  const parents = new Map(rows.map((row) => [Number(row.id), Number(row.parent)]));
  for (const { row } of given) parents.set(row.id, row.parent ?? 0);
  for (const { row, fail } of given) {
    const parent = places.get(row.parent ?? 0);
    if (!parent || row.kind !== 'storage') fail('parent', 'stock.notAStorageLocation');
    else if (Number(parent.warehouse) !== row.warehouse)
      fail('parent', 'stock.parentInOtherWarehouse', { parent: String(parent.code) });
    else if (isInItself(parents, row.id)) fail('parent', 'stock.locationInItself', { parent: String(parent.code) });
  }
}

function isInItself(parents: ReadonlyMap<number, number>, id: number): boolean {
  const seen = new Set<number>();
  for (let place = parents.get(id); place; place = parents.get(place)) {
    if (place === id) return true;
    if (seen.has(place)) return false;
    seen.add(place);
  }
  return false;
}

/** What lies at a place that is taken out of use cannot be moved any more until it is in use again. */
async function warnOfStockLeft(ctx: Ctx, changes: Change<Location>[]): Promise<void> {
  const closed = changes.filter(({ before, row }) => before?.isActive && !row.isActive);
  if (closed.length === 0) return;
  const full = await ctx.db
    .selectFrom('stock_balance')
    .select('location')
    .distinct()
    .where(
      'location',
      'in',
      closed.map(({ row }) => row.id),
    )
    .where('on_hand', '!=', 0)
    .execute();
  const ids = new Set(full.map(({ location: id }) => Number(id)));
  for (const { row, warn } of closed) if (ids.has(row.id)) warn('isActive', 'stock.inactiveWithStock');
}

/** Goods come and go by the default place of each kind; real ones are for sale or under way. */
const needed: readonly string[] = [
  ...(location.fields.kind.values ?? []).filter((kind) => kind !== 'storage'),
  'storage:sale',
  'storage:transit',
];
const meaning = (kind: string, purpose: string) => (kind === 'storage' ? `storage:${purpose}` : kind);

/** What a place is the default of, where that is needed; null: of nothing. */
function defaultOf({ kind, purpose, isDefault, isActive }: Location): string | null {
  const what = meaning(kind, purpose);
  return isDefault && isActive && needed.includes(what) ? what : null;
}

/**
 * There is one default place of what goods come and go by: a place that becomes it takes the role from the one that was.
 * In the transaction that says so.
 */
export async function passOnDefault(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const touched = events.filter(({ touches }) => touches?.('isDefault', 'isActive', 'purpose'));
  const rows = await rowsOf(
    ctx,
    location,
    touched.map(({ id }) => id),
  );
  const now = new Map(rows.flatMap((row) => (defaultOf(row) ? [[defaultOf(row), row.id]] : [])));
  if (now.size === 0) return;
  const known = await ctx.db
    .selectFrom('stock_location')
    .select(['id', 'kind', 'purpose'])
    .where('is_default', '=', 1)
    .where('is_active', '=', 1)
    .execute();
  const former = known.filter(({ id, kind, purpose }) => {
    const winner = now.get(meaning(String(kind), String(purpose)));
    return winner !== undefined && winner !== Number(id);
  });
  const updates = former.map(({ id }) => ({ id: Number(id), patch: { isDefault: false } }));
  if (updates.length > 0) await update(trusted(ctx), location, updates);
}

/** Asked in the transaction of a deletion; throwing takes it back. @throws AppError 409 `stock.defaultLocationNeeded` */
export async function keepDefaultLocations(ctx: Ctx): Promise<void> {
  const kept = await defaults(ctx, 0);
  for (const what of needed) if (!kept.has(what)) throw stockErrors.defaultLocationNeeded();
}

/** What has a default place other than the given one. */
async function defaults(ctx: Ctx, except: number): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('stock_location')
    .select(['kind', 'purpose'])
    .where('is_default', '=', 1)
    .where('is_active', '=', 1)
    .where('id', '!=', except)
    .execute();
  return new Set(rows.map(({ kind, purpose }) => meaning(String(kind), String(purpose))));
}
