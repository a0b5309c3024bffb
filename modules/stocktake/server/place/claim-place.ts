import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { location } from '#modules/stock/contract/index.ts';
import { type place, stocktakeErrors } from '../../contract/index.ts';
import { nameOf } from './people-of.ts';

export type Place = Row<typeof place>;

/**
 * Takes a place for the one who acts; the place itself is locked by the verb, so of two who come at once one is told.
 * @throws AppError 409 `stocktake.placeTaken`, naming who counts there or has counted it
 */
export async function claimPlace(ctx: Ctx, row: Place, takeOver: boolean): Promise<Patch<typeof place>> {
  const isOthers = row.state !== 'open' && row.counter !== ctx.actor.id;
  if (isOthers && !takeOver)
    throw stocktakeErrors.placeTaken({
      location: (await rowOf(ctx, location, row.location)).code,
      user: await nameOf(ctx, row.counter),
      isDone: row.state === 'done' ? 'yes' : 'no',
    });
  return { counter: ctx.actor.id, finishedAt: null };
}

export const beginPlace = (ctx: Ctx, row: Place, { takeOver }: { takeOver: boolean }): Promise<Patch<typeof place>> =>
  claimPlace(ctx, row, takeOver);
