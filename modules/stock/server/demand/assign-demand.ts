import { formatDecimal, type Patch, type Quantity, type Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type demand, stockErrors } from '../../contract/index.ts';
import { type FreePlace, holdFreePlaces } from '../reservation/free-places.ts';
import { keep, short } from '../reservation/reserve-wishes.ts';
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
  const isMeant = (place: FreePlace) =>
    place.location === location && place.compartment === (compartment ?? null) && place.lot === (lot ?? null);
  const place = (await holdFreePlaces(ctx, [row])).find(isMeant);
  if (!place || place.free < quantity) throw await short(ctx, row.product, Math.max(0, place?.free ?? 0));
  if (row.warehouse !== null && place.warehouse !== row.warehouse) throw stockErrors.demandInOtherWarehouse();
  await keep(ctx, [{ ...place, wish: wishOf(row), quantity }]);
  return coveredBy(row, quantity);
}
