import type { Quantity, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { ChangedMeanwhile } from '#kernel/server/db/engine.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { type balance, demand, reservation } from '../../contract/index.ts';
import { allocateOpen } from '../demand/allocate-demands.ts';
import { askFor, demandsOf } from '../demand/ask-for.ts';
import { holdBoxes } from '../ledger/move-facts.ts';
import { demandOpenDay } from '../ledger/open-days.ts';
import { type Move, type Posting, postMovements } from '../ledger/post-movements.ts';
import { fromKey, toKey } from '../ledger/stock-key.ts';
import { sumOf } from './carry-reservations.ts';
import { heldBalances, heldReservations, idsAt, textOf } from './goods-at.ts';
import { consumeReservations } from './held-stock.ts';
import { asksAgain } from './release-reservation.ts';

type Held = Row<typeof reservation>;

/** What a reservation has lost because its goods are not there. */
export interface Release {
  move: Move;
  row: Held;
  quantity: Quantity;
}

/**
 * Posts movements as {@link postMovements} does, even of goods that are promised: what is not there cannot stay
 * reserved. As far as it has to be, those who need it last give it back and ask for it again. A constant number of
 * statements. Locks reservations → demands → books → balances.
 * @param moves leave each place at most once.
 * @returns what was given back.
 */
export async function postReleasing(ctx: Ctx, posting: Posting, moves: readonly Move[]): Promise<Release[]> {
  await holdBoxes(
    ctx,
    moves.flatMap(({ fromCompartment, toCompartment }) => [fromCompartment, toCompartment]),
  );
  const held = await heldAt(ctx, moves);
  await demandOpenDay(ctx, posting.date);
  const lying = await lyingAt(ctx, moves);
  const isMore = (key: string) => (lying.get(key)?.reserved ?? 0) > sumOf(held.get(key) ?? []);
  // Reserved while others were waited for: those reservations come before the balances that are held by now.
  if (moves.some((move) => isMore(textOf(fromKey(move))))) throw new ChangedMeanwhile();
  const missing = moves.map((move) => {
    const row = lying.get(textOf(fromKey(move)));
    return row ? move.quantity - (row.onHand - row.reserved) : 0;
  });
  const releases = moves.flatMap((move, index) =>
    givenBack(move, held.get(textOf(fromKey(move))) ?? [], missing[index] ?? 0),
  );
  await askFor(
    ctx,
    releases.map(({ row, quantity }) => asksAgain(row, quantity)),
  );
  const released = Map.groupBy(releases, ({ move }) => move);
  await postMovements(
    ctx,
    posting,
    moves.map((move) => ({ ...move, reserved: (move.reserved ?? 0) + sumOf(released.get(move) ?? []) })),
  );
  await shorten(ctx, releases);
  return releases;
}

/** The latest date first; what nobody has given a day for can wait longest. */
function givenBack(move: Move, rows: readonly Held[], missing: Quantity): Release[] {
  const releases: Release[] = [];
  let open = missing;
  for (const row of [...rows].sort((a, b) => (b.due ?? '9').localeCompare(a.due ?? '9') || b.id - a.id)) {
    if (open <= 0) break;
    const quantity = Math.min(open, row.quantity);
    releases.push({ move, row, quantity });
    open -= quantity;
  }
  return releases;
}

/** Reservations keep what they have not lost; without anything left they end. */
async function shorten(ctx: Ctx, releases: readonly Release[]): Promise<void> {
  const shorter = releases.filter(({ row, quantity }) => quantity < row.quantity);
  await update(
    trusted(ctx),
    reservation,
    shorter.map(({ row, quantity }) => ({ id: row.id, patch: { quantity: row.quantity - quantity } })),
  );
  await consumeReservations(
    ctx,
    releases.filter(({ row, quantity }) => quantity === row.quantity).map(({ row }) => row),
  );
}

/** Those who have lost something get what is free of it elsewhere; nothing free is no fault, they wait. */
export async function reserveElsewhere(ctx: Ctx, releases: readonly Release[]): Promise<void> {
  if (releases.length === 0) return;
  const lines = new Set(releases.map(({ row }) => `${row.sourceResource} ${row.sourceId} ${row.sourceLine}`));
  const asking = (await demandsOf(ctx, sourcesOf(releases))).filter(({ key }) => lines.has(key));
  await allocateOpen(
    ctx,
    asking.map(({ id }) => id),
  );
}

const sourcesOf = (releases: readonly { row: Held }[]) =>
  releases.map(({ row }) => ({ resource: row.sourceResource, id: row.sourceId }));

/** What is reserved at the places that goods leave, and what the same documents ask for. */
async function heldAt(ctx: Ctx, moves: readonly Move[]): Promise<Map<string, Held[]>> {
  const held = await heldReservations(ctx, await idsAt(ctx, 'stock_reservation', moves.map(fromKey)));
  const rows = [...held.values()].flat();
  const asked = await demandsOf(ctx, sourcesOf(rows.map((row) => ({ row }))));
  await rowsOf(
    ctx,
    demand,
    asked.map(({ id }) => id),
    { lock: true },
  );
  return held;
}

/** What lies where goods leave; held with where they go. Places that may go below zero are never short, and left out. */
async function lyingAt(ctx: Ctx, moves: readonly Move[]): Promise<Map<string, Row<typeof balance>>> {
  const keys = moves.flatMap((move) => [fromKey(move), toKey(move)]);
  const lying = await heldBalances(ctx, await idsAt(ctx, 'stock_balance', keys));
  return new Map([...lying].filter(([, { allowsNegative }]) => !allowsNegative));
}
