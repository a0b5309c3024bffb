import { formatDecimal, type Patch, type Quantity, type Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { demand, stockErrors } from '../../contract/index.ts';
import { type FreePlace, holdFreePlaces } from '../reservation/free-places.ts';
import { keep, short, type Taken } from '../reservation/reserve-wishes.ts';
import { wishOf } from './allocate-demands.ts';
import { coveredBy } from './covered-by.ts';

interface Choice {
  location: number;
  compartment?: number | null;
  lot?: number | null;
  quantity: Quantity;
}

/**
 * Reserves for a demand what somebody has chosen: so much from this place, of this lot, in this box.
 * @throws AppError 422 `stock.moreThanAsked`, `stock.demandInOtherWarehouse`; 409 `stock.insufficientStock` when so much
 *   is not free there, or may not be sold from there
 */
export async function assignDemand(
  ctx: Ctx,
  row: Row<typeof demand>,
  { location, compartment, lot, quantity }: Choice,
): Promise<Patch<typeof demand>> {
  if (quantity > row.quantity) throw stockErrors.moreThanAsked({ asked: formatDecimal(row.quantity, 'quantity') });
  const place = (await holdFreePlaces(ctx, [row])).find(isAt({ location, compartment, lot }));
  if (!place || place.free < quantity) throw await short(ctx, row.product, Math.max(0, place?.free ?? 0));
  if (row.warehouse !== null && place.warehouse !== row.warehouse) throw stockErrors.demandInOtherWarehouse();
  await keep(ctx, [{ ...place, wish: wishOf(row), quantity }]);
  return coveredBy(row, quantity);
}

const isAt =
  ({ location, compartment, lot }: Omit<Choice, 'quantity'>) =>
  (place: FreePlace): boolean =>
    place.location === location && place.compartment === (compartment ?? null) && place.lot === (lot ?? null);

/**
 * Several choices at once, each as far as it is still asked for and free there; nothing is refused. A constant number of
 * statements.
 */
export async function assignDemands(ctx: Ctx, choices: readonly (Choice & { demand: number })[]): Promise<void> {
  const ids = [...new Set(choices.map((choice) => choice.demand))];
  const rows = (await rowsOf(ctx, demand, ids, { lock: true })).filter(({ state }) => state === 'open');
  if (rows.length === 0) return;
  const places = (await holdFreePlaces(ctx, rows)).map((place) => ({ ...place }));
  const got = new Map(rows.map(({ id }) => [id, 0]));
  const taken: Taken[] = [];
  for (const choice of choices) {
    const row = rows.find(({ id }) => id === choice.demand);
    const place = places.filter(isAt(choice)).find(({ product }) => product === row?.product);
    if (!row || !place || (row.warehouse !== null && place.warehouse !== row.warehouse)) continue;
    const quantity = Math.min(choice.quantity, place.free, row.quantity - (got.get(row.id) ?? 0));
    if (quantity <= 0) continue;
    place.free -= quantity;
    got.set(row.id, (got.get(row.id) ?? 0) + quantity);
    const { product, location, compartment, lot } = place;
    taken.push({ product, location, compartment, lot, wish: wishOf(row), quantity });
  }
  await keep(ctx, taken);
  const served = rows.filter(({ id }) => got.get(id));
  await update(
    trusted(ctx),
    demand,
    served.map((row) => ({ id: row.id, patch: coveredBy(row, got.get(row.id) ?? 0) })),
  );
}
