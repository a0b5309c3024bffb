import { sql } from 'kysely';
import type { Quantity } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { create, update } from '#kernel/server/write.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { balance, reservation } from '../../contract/index.ts';
import { demandOpenDay } from '../ledger/open-days.ts';
import { type Move, type Posting, postMovements, type Source } from '../ledger/post-movements.ts';

/** Where pieces lie: a place and, where they are boxed, the compartment. */
export interface Spot {
  location: number;
  compartment: number | null;
}
/** Pieces that change their spot and nothing else: whoever they are reserved for keeps them. */
export interface Shift {
  product: number;
  lot: number | null;
  from: Spot;
  to: Spot;
  quantity: Quantity;
}
interface Held {
  id: number;
  product: number;
  lot: number | null;
  location: number;
  compartment: number | null;
  quantity: Quantity;
  source: string | null;
  sourceResource: string;
  sourceId: number;
  sourceLine: number;
}

const keyOf = ({ product, lot }: Pick<Shift, 'product' | 'lot'>, { location, compartment }: Spot) =>
  [location, product, lot ?? 0, compartment ?? 0].join();

/**
 * Moves pieces from spot to spot, free ones first; reserved ones take their reservations along. A constant number of
 * statements, whatever moves.
 * @param options.movesBox the box that takes them along.
 * @throws AppError what {@link postMovements} says.
 */
export async function relocate(
  ctx: Ctx,
  source: Source,
  shifts: readonly Shift[],
  options: Pick<Posting, 'movesBox'> = {},
): Promise<void> {
  const wanted = shifts.filter(({ quantity }) => quantity > 0);
  if (wanted.length === 0) return;
  const date = businessDate(ctx.app.clock());
  const held = await heldAt(ctx, wanted);
  // The books before the balances, as every posting holds them.
  await demandOpenDay(ctx, date);
  const free = await freeAt(ctx, wanted);
  const carried: { row: Held; to: Spot; quantity: Quantity }[] = [];
  const moves = wanted.map((shift): Move => {
    const key = keyOf(shift, shift.from);
    const fromFree = Math.max(0, Math.min(shift.quantity, free.get(key) ?? 0));
    free.set(key, (free.get(key) ?? 0) - fromFree);
    let open = shift.quantity - fromFree;
    for (const row of held.get(key) ?? []) {
      const quantity = Math.min(open, row.quantity);
      if (quantity <= 0) continue;
      carried.push({ row: { ...row }, to: shift.to, quantity });
      row.quantity -= quantity;
      open -= quantity;
    }
    const reserved = shift.quantity - fromFree - open;
    return {
      product: shift.product,
      lot: shift.lot,
      from: shift.from.location,
      fromCompartment: shift.from.compartment,
      to: shift.to.location,
      toCompartment: shift.to.compartment,
      quantity: shift.quantity,
      reserved,
      reservedTo: reserved,
    };
  });
  await postMovements(ctx, { kind: 'transfer', date, source, ...options }, moves);
  await carryReservations(ctx, carried);
}

/** What is reserved at the spots that goods leave, locked in id order: before the balances, as whoever releases does. */
async function heldAt(ctx: Ctx, shifts: readonly Shift[]): Promise<Map<string, Held[]>> {
  const found = await ctx.db
    .selectFrom('stock_reservation')
    .select('id')
    .where('product', 'in', [...new Set(shifts.map(({ product }) => product))])
    .where('location', 'in', [...new Set(shifts.map(({ from }) => from.location))])
    .where(sql`COALESCE(compartment, 0)`, 'in', [...new Set(shifts.map(({ from }) => from.compartment ?? 0))])
    .execute();
  const rows = await rowsOf(
    ctx,
    reservation,
    found.map(({ id }) => Number(id)),
    { lock: true },
  );
  return Map.groupBy(rows as Held[], (row) => keyOf(row, row));
}

/** What is free where goods leave; locked with where they go, in the order that the posting takes. */
async function freeAt(ctx: Ctx, shifts: readonly Shift[]): Promise<Map<string, Quantity>> {
  const spots = shifts.flatMap(({ from, to }) => [from, to]);
  const found = await ctx.db
    .selectFrom('stock_balance')
    .select('id')
    .where('product', 'in', [...new Set(shifts.map(({ product }) => product))])
    .where('location', 'in', [...new Set(spots.map(({ location }) => location))])
    .where('compartment', 'in', [...new Set(spots.map(({ compartment }) => compartment ?? 0))])
    .execute();
  const rows = await rowsOf(
    ctx,
    balance,
    found.map(({ id }) => Number(id)),
    { lock: true },
  );
  return new Map(rows.map((row) => [keyOf(row, row), row.onHand - row.reserved]));
}

/** A reservation whose pieces all go to one spot goes with them; of one that is torn apart, what goes becomes a new one. */
async function carryReservations(
  ctx: Ctx,
  carried: readonly { row: Held; to: Spot; quantity: Quantity }[],
): Promise<void> {
  if (carried.length === 0) return;
  const whole = carried.filter(({ row, quantity }) => quantity === row.quantity);
  const torn = carried.filter(({ row, quantity }) => quantity < row.quantity);
  const remainders = new Map<number, Quantity>();
  for (const { row, quantity } of torn) remainders.set(row.id, row.quantity - quantity);
  // The last part of a torn one takes the record itself along, with what is left of it.
  for (const { row } of whole) remainders.delete(row.id);
  await update(trusted(ctx), reservation, [
    ...whole.map(({ row, to, quantity }) => ({ id: row.id, patch: { ...to, quantity } })),
    ...[...remainders].map(([id, quantity]) => ({ id, patch: { quantity } })),
  ]);
  await create(
    trusted(ctx),
    reservation,
    torn.map(({ row: { id: _, ...row }, to, quantity }) => ({ ...row, ...to, quantity })),
  );
}
