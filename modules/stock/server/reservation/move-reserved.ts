import { formatDecimal, type Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { reservation, stockErrors } from '../../contract/index.ts';
import { type Posting, postMovements } from '../ledger/post-movements.ts';
import { carryReservations } from './carry-reservations.ts';

/** Reserved goods that go to another place of the house and stay reserved for whom they were. */
export interface ReservedMove {
  /** Id of the reservation; several times where its goods go to several places. */
  reservation: number;
  quantity: Quantity;
  to: number;
  toCompartment?: number | null;
}

/**
 * Moves the goods of these very reservations, wherever they go: from the shelf to the place where orders are put together,
 * and back. Of a reservation of which only a part goes, the part becomes one of its own. A constant number of statements.
 * @throws AppError 422 `stock.moreThanReserved`; what {@link postMovements} says.
 */
export async function moveReserved(ctx: Ctx, posting: Posting, moves: readonly ReservedMove[]): Promise<void> {
  if (moves.length === 0) return;
  const ids = [...new Set(moves.map((move) => move.reservation))];
  const rows = new Map((await rowsOf(ctx, reservation, ids, { lock: true })).map((row) => [row.id, row]));
  const left = new Map([...rows].map(([id, { quantity }]) => [id, quantity]));
  const carried = moves.map(({ reservation: id, quantity, to, toCompartment }) => {
    const row = rows.get(id);
    const rest = left.get(id) ?? 0;
    if (!row || quantity > rest) throw stockErrors.moreThanReserved({ reserved: formatDecimal(rest, 'quantity') });
    left.set(id, rest - quantity);
    return { row, quantity, to: { location: to, compartment: toCompartment ?? null } };
  });
  await postMovements(
    ctx,
    posting,
    carried.map(({ row, to, quantity }) => ({
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
  await carryReservations(ctx, carried);
}
