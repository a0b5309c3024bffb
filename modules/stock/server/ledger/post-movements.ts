import type { Quantity } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { movement, type movementKinds } from '../../contract/index.ts';
import { carryBalances } from './carry-balances.ts';
import { checkMoves } from './check-moves.ts';
import { demandOpenDay, refuseShortLater } from './open-days.ts';

export type MovementKind = (typeof movementKinds)[number];

/** The document a movement or reservation comes from. */
export interface Source {
  resource: string;
  id: number;
  /** Its number, as people call it; may still be to be drawn. */
  title: string | null;
}
/** What is posted at once: one document, one day. */
export interface Posting {
  /** What the moves are that do not say so themselves. */
  kind: MovementKind;
  /** Business date, ISO. */
  date: string;
  source: Source;
  /** A count posts to the places it has frozen. */
  intoFrozen?: boolean;
  /** A box is moved with what lies in its compartments. */
  movesBox?: number;
  /** Takes back an earlier posting: lots that are blocked or expired by now may go the way they came. */
  isReversal?: boolean;
  /** Takes back a count, or what one has posted oneself: that overrules nobody. */
  overrulesNobody?: boolean;
}
export interface Move {
  kind?: MovementKind;
  product: number;
  lot?: number | null;
  from: number;
  fromCompartment?: number | null;
  to: number;
  toCompartment?: number | null;
  /** In base units, millionths; more than zero. */
  quantity: Quantity;
  /** How much of it was reserved at `from` and is so no longer. */
  reserved?: Quantity;
  /** How much of it is reserved at `to` from now on. */
  reservedTo?: Quantity;
  reason?: number | null;
  sourceLine?: number;
  reversalOf?: number;
}

/**
 * Posts movements to the ledger and carries the balances forward, in the transaction of the caller and with a constant
 * number of statements. The only door into the ledger.
 * @throws AppError 409 `stock.insufficientStock` naming the product, when a place would fall below zero today;
 *   `stock.insufficientLater`, when a backdated posting would make it so on a later day; `stock.periodClosed`,
 *   `stock.futureDate`, and what {@link checkMoves} says.
 */
export async function postMovements(ctx: Ctx, posting: Posting, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const books = await demandOpenDay(ctx, posting.date);
  const facts = await checkMoves(ctx, posting, moves);
  await carryBalances(ctx, posting, facts, books, moves);
  await refuseShortLater(ctx, posting.date, facts, moves);
  await create(
    trusted(ctx),
    movement,
    moves.map((move) => ({
      date: posting.date,
      product: move.product,
      lot: move.lot ?? null,
      from: move.from,
      fromCompartment: move.fromCompartment ?? null,
      to: move.to,
      toCompartment: move.toCompartment ?? null,
      quantity: move.quantity,
      kind: move.kind ?? posting.kind,
      reason: move.reason ?? null,
      source: posting.source.title,
      sourceResource: posting.source.resource,
      sourceId: posting.source.id,
      sourceLine: move.sourceLine ?? null,
      reversalOf: move.reversalOf ?? null,
    })),
  );
}
