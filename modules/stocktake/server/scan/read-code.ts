import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { ScannedGoods, ScannedPlace, ScannedThing } from '#modules/stock/contract/index.ts';
import { whatIs } from '#modules/stock/server/index.ts';
import { type count, type Scanned, stocktakeErrors } from '../../contract/index.ts';

const isPlace = (one: ScannedThing): one is ScannedPlace => one.kind === 'place';
const isGoods = (one: ScannedThing): one is ScannedGoods => one.kind === 'goods';

/**
 * What a scanned code means in a stocktake: one of its places (or a box or compartment that stands there), an article, or
 * a lot; as every work place of the warehouse reads it.
 * @param near product that the code is about where several have a lot of this number
 * @throws AppError 404 `stocktake.unknownCode`, `stocktake.placeNotInCount`
 */
export async function readCode(ctx: Ctx, row: Row<typeof count>, text: string, near: number | null): Promise<Scanned> {
  const { code, items } = await whatIs(ctx, text, near);
  const places = items.filter(isPlace);
  const place = await placeAmong(ctx, row, places);
  if (place) return place;
  const goods = items.find(isGoods);
  if (goods) return readGoods(goods);
  const [elsewhere] = places;
  if (elsewhere) throw stocktakeErrors.placeNotInCount({ location: elsewhere.location.title ?? code });
  throw stocktakeErrors.unknownCode({ code });
}

async function placeAmong(
  ctx: Ctx,
  { id }: Row<typeof count>,
  places: readonly ScannedPlace[],
): Promise<Scanned | null> {
  if (places.length === 0) return null;
  const rows = await ctx.db
    .selectFrom('stocktake_place')
    .select(['id', 'location'])
    .where('count', '=', id)
    .where(
      'location',
      'in',
      places.map(({ location }) => location.id),
    )
    .execute();
  const ids = new Map(rows.map((row) => [Number(row.location), Number(row.id)]));
  for (const { location, compartment } of places) {
    const place = ids.get(location.id);
    if (place !== undefined) return { kind: 'place', place, location, compartment };
  }
  return null;
}

function readGoods({ product, unit, tracking, pieces, lot: read }: ScannedGoods): Scanned {
  const known = read !== null && read.id !== null ? { id: read.id, title: read.number } : null;
  return {
    kind: 'goods',
    product,
    unit,
    tracking,
    pieces,
    lot: known,
    unknownLot: known ? null : (read?.number ?? null),
  };
}
