import type { Quantity, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { balance, demand, reservation } from '../../contract/index.ts';
import { allocateOpen } from '../demand/allocate-demands.ts';
import { askFor, demandsOf } from '../demand/ask-for.ts';
import { holdBoxes } from '../ledger/move-facts.ts';
import { demandOpenDay } from '../ledger/open-days.ts';
import { type Move, type Posting, postMovements } from '../ledger/post-movements.ts';
import { fromKey, type StockKey, toKey } from '../ledger/stock-key.ts';
import { asksAgain } from './release-reservation.ts';
import { consumeReservations } from './release-reservations.ts';

type Held = Row<typeof reservation>;

/** What a reservation has lost because its goods are not there. */
export interface Release {
  move: Move;
  row: Held;
  quantity: Quantity;
}

const askedAtOnce = 10_000;
const textOf = ({ location, product, lot, compartment }: StockKey) => [location, product, lot, compartment].join();
const spotOf = ({ location, product, lot, compartment }: Pick<Held, 'location' | 'product' | 'lot' | 'compartment'>) =>
  textOf({ location, product, lot: lot ?? 0, compartment: compartment ?? 0 });

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
  let held = await heldAt(ctx, moves);
  await demandOpenDay(ctx, posting.date);
  const free = await freeAt(ctx, moves);
  const missing = moves.map((move) => move.quantity - (free.get(textOf(fromKey(move))) ?? move.quantity));
  const isKnown = (move: Move, index: number) => sum(held.get(textOf(fromKey(move))) ?? []) >= (missing[index] ?? 0);
  // Reserved while others were waited for; from now on nobody can.
  if (!moves.every(isKnown)) held = await heldAt(ctx, moves);
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
    moves.map((move) => ({ ...move, reserved: (move.reserved ?? 0) + sum(released.get(move) ?? []) })),
  );
  await shorten(ctx, releases);
  return releases;
}

const sum = (rows: readonly { quantity: Quantity }[]): Quantity =>
  rows.reduce((total, { quantity }) => total + quantity, 0);

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

/** What is reserved at the places that goods leave, by place, held in id order; and what the same documents ask for. */
async function heldAt(ctx: Ctx, moves: readonly Move[]): Promise<Map<string, Held[]>> {
  const ids = await idsAt(ctx, 'stock_reservation', moves.map(fromKey));
  const rows = await rowsOf(ctx, reservation, ids, { lock: true });
  const asked = await demandsOf(ctx, sourcesOf(rows.map((row) => ({ row }))));
  await rowsOf(
    ctx,
    demand,
    asked.map(({ id }) => id),
    { lock: true },
  );
  return Map.groupBy(rows, spotOf);
}

/** What is free where goods leave; held with where they go, in the order that the posting takes. */
async function freeAt(ctx: Ctx, moves: readonly Move[]): Promise<Map<string, Quantity>> {
  const ids = await idsAt(
    ctx,
    'stock_balance',
    moves.flatMap((move) => [fromKey(move), toKey(move)]),
  );
  const rows = await rowsOf(ctx, balance, ids, { lock: true });
  const bounded = rows.filter(({ allowsNegative }) => !allowsNegative);
  return new Map(bounded.map((row) => [spotOf(row), row.onHand - row.reserved]));
}

async function idsAt(ctx: Ctx, table: 'stock_reservation' | 'stock_balance', keys: StockKey[]): Promise<number[]> {
  const wanted = new Set(keys.map(textOf));
  const ids: number[] = [];
  for (const part of inParts([...new Set(keys.map(({ product }) => product))], askedAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT id, location, product, lot, compartment FROM ${table} WHERE product IN ${marks(part.length)}`,
      part,
    );
    const number = (cell: Cell | undefined) => Number(cell ?? 0);
    for (const row of rows)
      if (wanted.has([row.location, row.product, number(row.lot), number(row.compartment)].join()))
        ids.push(Number(row.id));
  }
  return ids;
}
