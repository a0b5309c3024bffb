import { formatDecimal, type Patch, type Quantity, type Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { create, update } from '#kernel/server/write.ts';
import { demand, location, reservation, stockErrors } from '../../contract/index.ts';
import { askFor, demandsOf } from '../demand/ask-for.ts';
import { coveredBy } from '../demand/covered-by.ts';
import { consumeReservations, freeStock } from './held-stock.ts';
import type { Wish } from './reserve-wishes.ts';

type Reservation = Row<typeof reservation>;

/** How much is meant: all of it unless somebody says less. @throws AppError 422 `stock.moreThanReserved` */
function meant(row: Reservation, quantity: Quantity | null | undefined): Quantity {
  if (quantity && quantity > row.quantity)
    throw stockErrors.moreThanReserved({ reserved: formatDecimal(row.quantity, 'quantity') });
  return quantity ?? row.quantity;
}

/** Of the line that has the stock: that it asks for so much again. */
export const asksAgain = (row: Reservation, quantity: Quantity): Wish => ({
  source: { resource: row.sourceResource, id: row.sourceId, title: row.source },
  sourceLine: row.sourceLine,
  product: row.product,
  quantity,
  due: row.due,
  warehouse: row.warehouse,
});

/** What stays of a reservation from which so much is taken; without anything left it ends. */
async function rest(ctx: Ctx, row: Reservation, taken: Quantity): Promise<Patch<typeof reservation>> {
  if (taken < row.quantity) return { quantity: row.quantity - taken };
  await consumeReservations(ctx, [row]);
  return {};
}

/**
 * Gives stock free for others; the line that had it asks for it again, so that it is not forgotten.
 * @throws AppError 422 `stock.moreThanReserved`; 409 `stock.goodsArePicked`
 */
export async function releaseReservation(
  ctx: Ctx,
  row: Reservation,
  input: { quantity?: Quantity | null },
): Promise<Patch<typeof reservation>> {
  await refusePicked(ctx, row);
  const quantity = meant(row, input.quantity);
  await askFor(ctx, [asksAgain(row, quantity)]);
  await freeStock(ctx, [{ ...row, quantity }]);
  return rest(ctx, row, quantity);
}

interface Reassignment {
  /** Id of the line's demand that gets the stock. */
  demand: number;
  quantity?: Quantity | null;
}

/**
 * Gives stock that one line has to another one that asks for it; what the first loses it asks for again. The stock stays
 * where it is and reserved, so no balance changes.
 * @throws AppError 422 `stock.moreThanReserved`, `stock.moreThanAsked`, `stock.demandOfOtherProduct`,
 *   `stock.demandOfSameLine`, `stock.demandInOtherWarehouse`; 409 `stock.demandCovered`, `stock.goodsArePicked`
 */
export async function reassignReservation(
  ctx: Ctx,
  row: Reservation,
  input: Reassignment,
): Promise<Patch<typeof reservation>> {
  await refusePicked(ctx, row);
  const loser = { resource: row.sourceResource, id: row.sourceId };
  const own = (await demandsOf(ctx, [loser])).map(({ id }) => id);
  // Both at once, so that two who exchange stock crosswise lock in one order.
  const asking = (await rowsOf(ctx, demand, [input.demand, ...own], { lock: true })).find(
    ({ id }) => id === input.demand,
  );
  if (asking?.state !== 'open') throw stockErrors.demandCovered();
  await refuseUnfit(ctx, row, asking);
  const quantity = meant(row, input.quantity ?? Math.min(row.quantity, asking.quantity));
  if (quantity > asking.quantity)
    throw stockErrors.moreThanAsked({ asked: formatDecimal(asking.quantity, 'quantity') });
  await askFor(ctx, [asksAgain(row, quantity)]);
  await update(trusted(ctx), demand, [{ id: asking.id, patch: coveredBy(asking, quantity) }]);
  const { due, warehouse, source, sourceResource, sourceId, sourceLine } = asking;
  const winner = { due, warehouse, source, sourceResource, sourceId, sourceLine };
  if (quantity === row.quantity) return winner;
  const { product, compartment, lot } = row;
  await create(trusted(ctx), reservation, [{ product, location: row.location, compartment, lot, quantity, ...winner }]);
  return { quantity: row.quantity - quantity };
}

/** What has been picked for an order lies in its box: it is another's only once it is back on the shelf. */
async function refusePicked(ctx: Ctx, row: Reservation): Promise<void> {
  const { purpose, code } = await rowOf(ctx, location, row.location);
  if (purpose === 'picking') throw stockErrors.goodsArePicked({ location: code });
}

async function refuseUnfit(ctx: Ctx, row: Reservation, asking: Row<typeof demand>): Promise<void> {
  if (asking.product !== row.product) throw stockErrors.demandOfOtherProduct();
  const isSame =
    asking.sourceResource === row.sourceResource &&
    asking.sourceId === row.sourceId &&
    asking.sourceLine === row.sourceLine;
  if (isSame) throw stockErrors.demandOfSameLine();
  if (asking.warehouse === null) return;
  const place = await rowOf(ctx, location, row.location);
  if (place.warehouse !== asking.warehouse) throw stockErrors.demandInOtherWarehouse();
}
