import { AppError, type Quantity, type Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { ChangedMeanwhile } from '#kernel/server/db/engine.ts';
import type { reservation } from '../../contract/index.ts';
import { holdBoxes, type Place, placesOf } from '../ledger/move-facts.ts';
import { demandOpenDay } from '../ledger/open-days.ts';
import { type Move, type Posting, postMovements } from '../ledger/post-movements.ts';
import { fromKey, toKey } from '../ledger/stock-key.ts';
import { type Carried, carryReservations, sumOf } from './carry-reservations.ts';
import { heldBalances, heldReservations, idsAt, textOf } from './goods-at.ts';

type Held = Row<typeof reservation>;

/**
 * Posts movements as {@link postMovements} does, and what is reserved goes with its goods: free pieces first, then
 * reserved ones, which take their reservations along as far as these {@link staysKept stay kept}; others do not go. A
 * constant number of statements, whatever moves: one more than any posting where nothing is reserved.
 * @throws AppError what {@link postMovements} says: 409 `stock.insufficientStock` where reserved pieces would have to go.
 */
export async function relocate(ctx: Ctx, posting: Posting, moves: readonly Move[]): Promise<void> {
  const moving = moves.filter(({ quantity }) => quantity > 0);
  if (moving.length === 0) return;
  const leaving = moving.map(fromKey);
  const reservations = await idsAt(ctx, 'stock_reservation', leaving);
  if (reservations.length === 0) return postFree(ctx, posting, moving);
  await holdBoxes(
    ctx,
    moving.flatMap(({ fromCompartment, toCompartment }) => [fromCompartment, toCompartment]),
  );
  const held = await heldReservations(ctx, reservations);
  // The books before the balances, as every posting holds them.
  await demandOpenDay(ctx, posting.date);
  const places = await placesOf(
    ctx,
    moving.flatMap(({ from, to }) => [from, to]),
  );
  const lying = await heldBalances(ctx, await idsAt(ctx, 'stock_balance', [...leaving, ...moving.map(toKey)]));
  const free = new Map([...lying].map(([key, { onHand, reserved }]) => [key, onHand - reserved]));
  const isMore = (key: string) => (lying.get(key)?.reserved ?? 0) > sumOf(held.get(key) ?? []);
  // Promised while others were waited for: those reservations come before the balances that are held by now.
  if (leaving.map(textOf).some(isMore)) throw new ChangedMeanwhile();
  const left = new Map<number, Quantity>();
  const carried: Carried[] = [];
  const accompanied = moving.map((move): Move => {
    const key = textOf(fromKey(move));
    const fromFree = Math.max(0, Math.min(move.quantity, free.get(key) ?? 0));
    free.set(key, (free.get(key) ?? 0) - fromFree);
    if (!staysKept(move, places)) return move;
    const parts = takeAlong(held.get(key) ?? [], left, move, move.quantity - fromFree);
    carried.push(...parts);
    const reserved = sumOf(parts);
    return { ...move, reserved, reservedTo: reserved };
  });
  await postMovements(ctx, posting, accompanied);
  await carryReservations(ctx, carried);
}

/** Nothing is reserved there; if that has changed by the time they are to go, all begins anew. */
async function postFree(ctx: Ctx, posting: Posting, moves: readonly Move[]): Promise<void> {
  try {
    await postMovements(ctx, posting, moves);
  } catch (error) {
    const isShort = error instanceof AppError && error.code === 'stock.insufficientStock';
    if (isShort && (await idsAt(ctx, 'stock_reservation', moves.map(fromKey))).length > 0) throw new ChangedMeanwhile();
    throw error;
  }
}

/**
 * Whether an order gets its goods from the new place as it would have from the old one: in the same warehouse, at a place
 * for sale or for the same purpose, or in a box that nobody has put anywhere yet. What has been picked for it comes back
 * to the shelf by undoing the pick, not by the way.
 */
function staysKept({ from, to, toCompartment }: Move, places: ReadonlyMap<number, Place>): boolean {
  if (from === to) return true;
  const [here, there] = [places.get(from), places.get(to)];
  if (here?.kind !== 'storage' || there?.kind !== 'storage' || here.warehouse !== there.warehouse) return false;
  if (there.purpose === here.purpose) return true;
  return there.purpose === 'sale' ? here.purpose !== 'picking' : there.purpose === 'transit' && Boolean(toCompartment);
}

/** So many pieces of what is held at a spot, the first reservations whole; `left` is what of each has not gone yet. */
function takeAlong(
  rows: readonly Held[],
  left: Map<number, Quantity>,
  { to, toCompartment }: Move,
  wanted: Quantity,
): Carried[] {
  const parts: Carried[] = [];
  let open = wanted;
  for (const row of rows) {
    const there = left.get(row.id) ?? row.quantity;
    const quantity = Math.min(open, there);
    if (quantity <= 0) continue;
    parts.push({ row, to: { location: to, compartment: toCompartment ?? null }, quantity });
    left.set(row.id, there - quantity);
    open -= quantity;
  }
  return parts;
}
