import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { location } from '#modules/stock/contract/index.ts';
import { count, type PlanPreview } from '../../contract/index.ts';
import { busyPlaces, scopeOf } from './scope.ts';

const few = 5;

/** What a stocktake would take in if it were started now. */
export async function previewPlan(ctx: Ctx, row: Row<typeof count>): Promise<PlanPreview> {
  const { places, positions } = await scopeOf(ctx, row);
  const busy = await busyPlaces(ctx, places);
  const shown = busy.slice(0, few);
  const locations = await titlesOf(
    ctx,
    location.name,
    shown.map((one) => one.location),
  );
  const counts = await titlesOf(
    ctx,
    count.name,
    shown.map((one) => one.count),
  );
  return {
    places: places.length,
    positions: positions.length,
    busy: shown.map((one) => ({ location: locations(one.location), count: counts(one.count) })),
    busyPlaces: busy.length,
  };
}
