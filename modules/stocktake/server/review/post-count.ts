import type { Patch, Quantity, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { rowOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { location } from '#modules/stock/contract/index.ts';
import {
  defaultLocation,
  holdBoxes,
  type Move,
  postReleasing,
  type Release,
  reserveElsewhere,
  reverseMovements,
} from '#modules/stock/server/index.ts';
import { count, place, position, stocktakeErrors } from '../../contract/index.ts';
import { setFrozen } from '../plan/count-rules.ts';
import { isBeyond } from './beyond.ts';
import { holdPlaces, isCounted, positionsOf } from './recount.ts';

type Count = Row<typeof count>;
type Place = Row<typeof place>;
type Position = Row<typeof position>;

/**
 * Makes the stock what was counted: each difference is a movement from or to the place of corrections.
 * @throws AppError 409 `stocktake.notComplete`, `.nothingCounted`, `.recountNeeded`, `.postedByCounter`,
 *   `.adjustedMeanwhile`, and what posting says (`stock.insufficientStock`, `stock.periodClosed` …)
 */
export async function postCount(ctx: Ctx, row: Count, { partly }: { partly: boolean }): Promise<Patch<typeof count>> {
  const places = await holdPlaces(ctx, row);
  const positions = await positionsOf(ctx, row);
  refuseUnfinished(row, places, positions, partly);
  const differences = positions.filter((one) => isCounted(one) && one.difference !== 0);
  if (ctx.actor.id !== null && differences.some(({ countedBy }) => countedBy === ctx.actor.id))
    throw stocktakeErrors.postedByCounter();
  await refuseAdjusted(ctx, row);
  const date = row.date ?? businessDate(ctx.app.clock());
  const moves = await movesFor(ctx, differences);
  const source = { resource: count.name, id: row.id, title: row.number };
  const releases = await postReleasing(ctx, { kind: 'count', date, source, intoFrozen: true }, moves);
  await noteReleases(ctx, releases);
  await closePlaces(ctx, row, places);
  await reserveElsewhere(ctx, releases);
  return { date };
}

/** Beside each difference, how much of it was promised to somebody. */
async function noteReleases(ctx: Ctx, releases: readonly Release[]): Promise<void> {
  const released = new Map<number, Quantity>();
  for (const { move, quantity } of releases)
    released.set(move.sourceLine ?? 0, (released.get(move.sourceLine ?? 0) ?? 0) + quantity);
  await update(
    trusted(ctx),
    position,
    [...released].map(([id, quantity]) => ({ id, patch: { released: quantity } })),
  );
}

function refuseUnfinished(row: Count, places: readonly Place[], positions: readonly Position[], partly: boolean): void {
  const counted = positions.filter(isCounted);
  const open = positions.length - counted.length;
  const unvisited = places.filter(({ state }) => state !== 'done').length;
  if (!partly && (open > 0 || unvisited > 0)) throw stocktakeErrors.notComplete({ places: unvisited, positions: open });
  if (counted.length === 0 && unvisited === places.length) throw stocktakeErrors.nothingCounted();
  const doubtful = counted.filter((one) => one.state === 'counted' && isBeyond(one, row.tolerance));
  if (doubtful.length > 0) throw stocktakeErrors.recountNeeded({ count: doubtful.length });
}

/** Somebody has corrected the same stock since it was counted: the difference would be posted twice. One statement. */
async function refuseAdjusted(ctx: Ctx, row: Count): Promise<void> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT p.product, p.location FROM stocktake_position p JOIN stock_movement m ON m.product = p.product
      AND m.kind IN ('adjustment', 'count', 'reversal') AND m.created_at >= p.counted_at AND COALESCE(m.lot, 0) = p.lot
      AND ((m.\`to\` = p.location AND COALESCE(m.to_compartment, 0) = p.compartment)
        OR (m.\`from\` = p.location AND COALESCE(m.from_compartment, 0) = p.compartment))
      WHERE p.\`count\` = ? AND p.difference <> 0 AND p.state IN ('counted', 'recounted') ORDER BY p.id LIMIT 1`,
    [row.id],
  );
  const [found] = rows;
  if (!found) return;
  throw stocktakeErrors.adjustedMeanwhile({
    product: (await rowOf(ctx, variant, Number(found.product))).sku,
    location: (await rowOf(ctx, location, Number(found.location))).code,
  });
}

/** What is missing goes to the place of corrections, what is too much comes from there; boxes may stand elsewhere by now. */
async function movesFor(ctx: Ctx, differences: readonly Position[]): Promise<Move[]> {
  if (differences.length === 0) return [];
  const corrections = await defaultLocation(ctx, 'adjustment');
  const reason = await countReason(ctx);
  const standing = await boxesStand(ctx, differences);
  return differences.map((one): Move => {
    const here = standing.get(one.compartment ?? 0) ?? one.location;
    const { product, lot, compartment, id } = one;
    const difference = one.difference ?? 0;
    const way =
      difference > 0
        ? { from: corrections, to: here, toCompartment: compartment }
        : { from: here, fromCompartment: compartment, to: corrections };
    return { product, lot, quantity: Math.abs(difference), reason, sourceLine: id, ...way };
  });
}

async function boxesStand(ctx: Ctx, differences: readonly Position[]): Promise<Map<number, number>> {
  const ids = [...new Set(differences.flatMap(({ compartment }) => compartment ?? []))];
  if (ids.length === 0) return new Map();
  await holdBoxes(ctx, ids);
  const rows = await ctx.db
    .selectFrom('stock_compartment as c')
    .innerJoin('stock_box as b', 'b.id', 'c.box')
    .select(['c.id', 'b.location'])
    .where('c.id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [Number(row.id), Number(row.location)]));
}

async function countReason(ctx: Ctx): Promise<number | null> {
  const query = ctx.db.selectFrom('stock_reason').select('id').where('kind', '=', 'adjustment');
  const row = await query.where('code', '=', 'COUNT').executeTakeFirst();
  return row ? Number(row.id) : null;
}

async function closePlaces(ctx: Ctx, row: Count, places: readonly Place[]): Promise<void> {
  await update(
    trusted(ctx),
    place,
    places.map(({ id }) => ({ id, patch: { state: 'closed' as const, running: null } })),
  );
  if (row.freezes && row.state === 'counting')
    await setFrozen(
      ctx,
      places.map(({ location: id }) => id),
      false,
    );
}

/** What was counted is kept, and moves nothing. */
export async function cancelCount(ctx: Ctx, row: Count): Promise<undefined> {
  if (row.state === 'counting') await closePlaces(ctx, row, await holdPlaces(ctx, row));
  return undefined;
}

export async function reverseCount(ctx: Ctx, row: Count, { reason }: { reason: string }): Promise<Patch<typeof count>> {
  const today = businessDate(ctx.app.clock());
  await reverseMovements(ctx, { resource: count.name, id: row.id, title: row.number }, today);
  return { reversedOn: today, reverseReason: reason };
}
