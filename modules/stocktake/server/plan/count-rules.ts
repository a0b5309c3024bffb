import type { AppError, Patch, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { create, update } from '#kernel/server/write.ts';
import { businessDate, nextNumber } from '#modules/org/server/index.ts';
import { location } from '#modules/stock/contract/index.ts';
import { count, place, position, stocktakeErrors } from '../../contract/index.ts';
import { type BusyPlace, busyPlaces, latestCount, type Scope, scopeOf } from './scope.ts';

type Count = Row<typeof count>;

/** What sells most is counted most often. */
const usualDays = { A: 90, B: 180, C: 365 } as const;

export async function completeCount(ctx: Ctx, changes: Change<Count>[]): Promise<void> {
  const open = changes.filter(({ row }) => (row.warehouse as number | null) === null);
  for (const { row } of open) row.warehouse = await usualWarehouse(ctx, row.location);
  for (const { row, given } of changes) {
    if (row.kind !== 'cyclic') continue;
    if (row.notCountedFor === null || (given.has('abcClass') && !given.has('notCountedFor')))
      row.notCountedFor = usualDays[row.abcClass ?? 'C'];
  }
}

/** That of the zone, else that of the main store. */
async function usualWarehouse(ctx: Ctx, zone: number | null): Promise<number> {
  if (zone !== null) return (await rowOf(ctx, location, zone)).warehouse ?? 0;
  const query = ctx.db.selectFrom('stock_location').select('warehouse').where('kind', '=', 'storage');
  const row = await query.where('is_default', '=', 1).where('purpose', '=', 'sale').orderBy('id').executeTakeFirst();
  return Number(row?.warehouse ?? 0);
}

export async function checkCount(ctx: Ctx, changes: Change<Count>[]): Promise<void> {
  for (const { row, fail } of changes) {
    if (row.state !== 'draft') continue;
    if (row.kind === 'cyclic' && row.abcClass === null) fail('abcClass', 'stocktake.classNeeded');
    if (row.kind !== 'zone') continue;
    if (row.location === null) fail('location', 'stocktake.zoneNeeded');
    else if ((await rowOf(ctx, location, row.location)).warehouse !== row.warehouse)
      fail('location', 'stocktake.zoneInOtherWarehouse');
  }
}

/**
 * Says what is to be counted, as things are now, and gives the stocktake its number. A constant number of statements.
 * @throws AppError 409 `stocktake.nothingToCount`, `.noClasses`, `.alreadyCounting`
 */
export async function startCount(ctx: Ctx, row: Count): Promise<Patch<typeof count>> {
  const scope = await scopeOf(ctx, row);
  if (scope.places.length === 0) throw await nothingFound(ctx, row);
  await refuseBusy(ctx, scope);
  const places = await create(
    trusted(ctx),
    place,
    scope.places.map(({ location: id }, index) => ({ count: row.id, location: id, route: index + 1, running: id })),
  );
  const byLocation = new Map(places.map(({ id, location: at }) => [at, id]));
  await create(
    trusted(ctx),
    position,
    scope.positions.map(({ lot, compartment, ...rest }) => ({
      ...rest,
      count: row.id,
      place: byLocation.get(rest.location) ?? 0,
      lot: lot || null,
      compartment: compartment || null,
    })),
  );
  if (row.freezes)
    await setFrozen(
      ctx,
      scope.places.map(({ location: id }) => id),
      true,
    );
  const number = await nextNumber(ctx, count.name, businessDate(ctx.app.clock()));
  return { number, startedAt: ctx.app.clock() };
}

async function nothingFound(ctx: Ctx, row: Count) {
  if (row.kind !== 'cyclic') return stocktakeErrors.nothingToCount();
  const known = await ctx.db.selectFrom('replenishment_abc_class').select('id').limit(1).executeTakeFirst();
  return known ? stocktakeErrors.nothingToCount() : stocktakeErrors.noClasses();
}

async function refuseBusy(ctx: Ctx, { places }: Scope): Promise<void> {
  const [busy] = await busyPlaces(ctx, places);
  if (busy) throw await alreadyCounting(ctx, busy);
}

const alreadyCounting = async (ctx: Ctx, busy: BusyPlace): Promise<AppError> =>
  stocktakeErrors.alreadyCounting({
    location: (await rowOf(ctx, location, busy.location)).code,
    number: (await rowOf(ctx, count, busy.count)).number,
  });

/** Somebody else started to count one of these places at the same instant. */
export async function explainPlace(
  ctx: Ctx,
  { code }: AppError,
  rows: readonly Row<typeof place>[],
): Promise<AppError | undefined> {
  const others = code === 'kernel.duplicate' ? await latestCount(ctx, rows) : null;
  return others ? alreadyCounting(ctx, others) : undefined;
}

/** While a place is frozen only the count itself moves what lies there. */
export async function setFrozen(ctx: Ctx, locations: readonly number[], isFrozen: boolean): Promise<void> {
  await update(
    trusted(ctx),
    location,
    locations.map((id) => ({ id, patch: { isFrozen } })),
  );
}
