import { formatDecimal, type Quantity } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { create, update } from '#kernel/server/write.ts';
import { reservation, stockErrors } from '../../contract/index.ts';
import { type Posting, postMovements } from '../ledger/post-movements.ts';

/** Reserved goods that go to another place of the house and stay reserved for whom they were. */
export interface ReservedMove {
  /** Id of the reservation; each at most once. */
  reservation: number;
  quantity: Quantity;
  to: number;
  toCompartment?: number | null;
}

/**
 * Moves reserved goods with their reservations: from the shelf to the place where orders are put together, and back. Of
 * a reservation of which only a part goes, the part becomes one of its own. A constant number of statements.
 * @throws AppError 422 `stock.moreThanReserved`; what {@link postMovements} says.
 */
export async function moveReserved(ctx: Ctx, posting: Posting, moves: readonly ReservedMove[]): Promise<void> {
  if (moves.length === 0) return;
  const ids = moves.map((move) => move.reservation);
  const rows = new Map((await rowsOf(ctx, reservation, ids, { lock: true })).map((row) => [row.id, row]));
  const parts = moves.map((move) => {
    const row = rows.get(move.reservation);
    if (!row || move.quantity > row.quantity)
      throw stockErrors.moreThanReserved({ reserved: formatDecimal(row?.quantity ?? 0, 'quantity') });
    return { move, row, to: { location: move.to, compartment: move.toCompartment ?? null } };
  });
  await postMovements(
    ctx,
    posting,
    parts.map(({ move: { quantity }, row, to }) => ({
      product: row.product,
      lot: row.lot,
      from: row.location,
      fromCompartment: row.compartment,
      to: to.location,
      toCompartment: to.compartment,
      quantity,
      reserved: quantity,
      reservedTo: quantity,
      sourceLine: row.sourceLine,
    })),
  );
  const own = trusted(ctx);
  await update(
    own,
    reservation,
    parts.map(({ move, row, to }) => ({
      id: row.id,
      patch: move.quantity === row.quantity ? to : { quantity: row.quantity - move.quantity },
    })),
  );
  const torn = parts.filter(({ move, row }) => move.quantity < row.quantity);
  if (torn.length === 0) return;
  await create(
    own,
    reservation,
    torn.map(({ move, row, to }) => {
      const { product, lot, due, warehouse, source, sourceResource, sourceId, sourceLine } = row;
      const quantity = move.quantity;
      return { product, lot, due, warehouse, source, sourceResource, sourceId, sourceLine, quantity, ...to };
    }),
  );
}
