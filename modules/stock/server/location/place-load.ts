import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import { gramsOfPieces } from '#modules/catalog/server/index.ts';

/** What stands and lies at a place, and what it can take. */
export interface PlaceLoad {
  code: string;
  boxes: number;
  maxBoxes: number | null;
  /** Grams, of goods and boxes; goods that nobody has weighed count nothing. */
  weight: number;
  /** Grams. */
  maxWeight: number | null;
}
/** Boxes on their way: counted at `coming`, not where the database still has them. */
interface OnTheirWay {
  except: readonly number[];
  coming: readonly { location: number; type: number | null }[];
}

/**
 * The load of those of the places that have a limit; three statements, one where none has.
 * @param moving boxes that are about to be put somewhere.
 */
export async function loadsOf(
  ctx: Ctx,
  locations: readonly number[],
  moving: OnTheirWay = { except: [], coming: [] },
): Promise<Map<number, PlaceLoad>> {
  const ids = [...new Set(locations)];
  if (ids.length === 0) return new Map();
  const limited = await sendStatement(
    ctx.db,
    `SELECT id, code, max_boxes, max_weight FROM stock_location
      WHERE id IN ${marks(ids.length)} AND (max_boxes IS NOT NULL OR max_weight IS NOT NULL)`,
    ids,
  );
  const loads = new Map<number, PlaceLoad>();
  const limit = (cell: unknown) => (cell === null ? null : Number(cell));
  for (const { id, code, max_boxes, max_weight } of limited.rows)
    loads.set(Number(id), {
      code: String(code),
      boxes: 0,
      maxBoxes: limit(max_boxes),
      weight: 0,
      maxWeight: limit(max_weight),
    });
  if (loads.size === 0) return loads;
  await addGoods(ctx, loads);
  await addBoxes(ctx, loads, moving);
  return loads;
}

async function addGoods(ctx: Ctx, loads: ReadonlyMap<number, PlaceLoad>): Promise<void> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT b.location, SUM(${gramsOfPieces('b.on_hand')}) AS grams FROM stock_balance b
      JOIN catalog_variant v ON v.id = b.product LEFT JOIN catalog_product p ON p.id = v.product
      WHERE b.on_hand > 0 AND b.location IN ${marks(loads.size)} GROUP BY b.location`,
    [...loads.keys()],
  );
  for (const { location, grams } of rows) {
    const load = loads.get(Number(location));
    if (load) load.weight += Math.round(Number(grams));
  }
}

async function addBoxes(
  ctx: Ctx,
  loads: ReadonlyMap<number, PlaceLoad>,
  { except, coming }: OnTheirWay,
): Promise<void> {
  const gone = new Set(except);
  const standing = await ctx.db
    .selectFrom('stock_box')
    .select(['id', 'location', 'type'])
    .where('location', 'in', [...loads.keys()])
    .where('is_active', '=', 1)
    .execute();
  const types = await ctx.db.selectFrom('stock_box_type').select(['id', 'tare', 'divider']).execute();
  const tares = new Map(types.map(({ id, tare, divider }) => [Number(id), Number(tare ?? 0) + Number(divider ?? 0)]));
  for (const { location, type } of [...standing.filter(({ id }) => !gone.has(Number(id))), ...coming]) {
    const load = loads.get(Number(location));
    if (!load) continue;
    load.boxes += 1;
    load.weight += tares.get(Number(type)) ?? 0;
  }
}
