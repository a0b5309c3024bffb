import type { Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { type count, place, position, stocktakeErrors } from '../../contract/index.ts';
import { isBeyond } from './beyond.ts';

type Count = Row<typeof count>;
type Position = Row<typeof position>;

/** All places of a stocktake, held: who counts at one of them comes before or after, never meanwhile. */
export async function holdPlaces(ctx: Ctx, { id }: Pick<Count, 'id'>): Promise<Row<typeof place>[]> {
  const found = await ctx.db.selectFrom('stocktake_place').select('id').where('count', '=', id).execute();
  const ids = found.map((row) => Number(row.id));
  return rowsOf(ctx, place, ids, { lock: true });
}

export async function positionsOf(ctx: Ctx, { id }: Pick<Count, 'id'>): Promise<Position[]> {
  const found = await ctx.db.selectFrom('stocktake_position').select('id').where('count', '=', id).execute();
  const ids = found.map((row) => Number(row.id));
  return rowsOf(ctx, position, ids, { lock: true });
}

export const isCounted = ({ state }: Position): boolean => state === 'counted' || state === 'recounted';

/**
 * Asks for a second count of the given positions, or of those whose difference is beyond what the stocktake lets pass;
 * their places come on the way again.
 * @throws AppError 409 `stocktake.nothingCounted` where there is nothing to count again
 */
export async function askRecount(
  ctx: Ctx,
  row: Count,
  { positions: asked }: { positions: readonly number[] | null },
): Promise<undefined> {
  const places = await holdPlaces(ctx, row);
  const wanted = asked && asked.length > 0 ? new Set(asked) : null;
  const again = (await positionsOf(ctx, row)).filter(
    (one) => isCounted(one) && (wanted ? wanted.has(one.id) : isOpenToDoubt(one, row)),
  );
  if (again.length === 0 || (wanted && again.length < wanted.size)) throw stocktakeErrors.nothingCounted();
  await update(
    trusted(ctx),
    position,
    again.map(({ id, counted, countedBy }) => ({
      id,
      patch: {
        state: 'recount' as const,
        firstCounted: counted,
        firstCountedBy: countedBy,
        counted: null,
        expected: null,
        difference: null,
        countedBy: null,
        countedAt: null,
      },
    })),
  );
  const there = new Set(again.map((one) => one.place));
  await update(
    trusted(ctx),
    place,
    places
      .filter(({ id }) => there.has(id))
      .map(({ id }) => ({ id, patch: { state: 'open' as const, counter: null, finishedAt: null } })),
  );
  return undefined;
}

/** Counted once, and different; with a tolerance: too different. */
const isOpenToDoubt = (one: Position, { tolerance }: Count): boolean =>
  one.state === 'counted' && one.difference !== 0 && (tolerance === null || isBeyond(one, tolerance));
