import { type Ctx, demand } from '#kernel/server/ctx.ts';
import { releasesGoods, stockErrors } from '../../contract/index.ts';
import { factsOf, type LotFacts, type MoveFacts, type Place } from './move-facts.ts';
import type { Move, Posting } from './post-movements.ts';

const piece = 1_000_000;
/** Where goods leave the house or go into something: nothing blocked or expired goes there. */
const givenAway: readonly string[] = ['customer', 'production'];

/**
 * Whether these moves make sense at all, before anything is written.
 * @returns what was looked up for it.
 * @throws AppError 403 where goods leave quarantine without the right to it; `stock.locationInactive`, `.locationFrozen`, `.notAStorageLocation`, `.lotNeeded`, `.lotNotAllowed`, `.lotOfOtherProduct`,
 *   `.lotBlocked`, `.lotExpired`, `.serialIsOnePiece`, `.compartmentElsewhere`,
 *   `.compartmentHoldsOther`, `.boxOutOfUse`.
 */
export async function checkMoves(ctx: Ctx, posting: Posting, moves: readonly Move[]): Promise<MoveFacts> {
  const facts = await factsOf(ctx, moves);
  for (const place of facts.places.values()) checkPlace(place, posting);
  for (const move of moves) checkWay(move, posting, facts);
  demandRelease(ctx, posting, moves, facts);
  for (const move of moves) {
    checkLot(move, posting, facts);
    checkCompartment(move.fromCompartment, move.from, posting, facts);
    checkCompartment(move.toCompartment, posting.movesBox ? move.from : move.to, posting, facts);
    const target = facts.compartments.get(move.toCompartment ?? 0);
    if (target && target.product !== move.product)
      throw stockErrors.compartmentHoldsOther({ compartment: target.code });
  }
  return facts;
}

function checkPlace({ code, isActive, isFrozen }: Place, { intoFrozen }: Posting): void {
  if (!isActive) throw stockErrors.locationInactive({ location: code });
  if (isFrozen && !intoFrozen) throw stockErrors.locationFrozen({ location: code });
}

/**
 * What is only brought from one spot to another is in the house before and afterwards: from nowhere and to nowhere goods
 * come and go by a document that says why.
 */
function checkWay({ kind, from, to }: Move, posting: Posting, { places }: MoveFacts): void {
  if (posting.isReversal || (kind ?? posting.kind) !== 'transfer') return;
  for (const id of [from, to]) {
    const place = places.get(id);
    if (place && place.kind !== 'storage') throw stockErrors.notAStorageLocation({ location: place.code });
  }
}

/** Where goods wait for somebody's judgement. */
const held: readonly string[] = ['quarantine', 'blocked'];

/**
 * Only whom it is given to may take goods out of quarantine, also by taking back how somebody else brought them there;
 * counting them takes nobody's decision.
 */
function demandRelease(ctx: Ctx, posting: Posting, moves: readonly Move[], { places }: MoveFacts): void {
  if (posting.kind === 'count' || posting.overrulesNobody) return;
  const isHeld = (id: number) => {
    const place = places.get(id);
    return place?.kind === 'storage' && held.includes(place.purpose);
  };
  if (moves.some(({ from, to }) => isHeld(from) && !isHeld(to))) demand(ctx, releasesGoods);
}

function checkLot(move: Move, posting: Posting, facts: MoveFacts): void {
  const { sku = '', tracking = 'none' } = facts.products.get(move.product) ?? {};
  if (tracking === 'none') {
    if (move.lot) throw stockErrors.lotNotAllowed({ product: sku });
    return;
  }
  const lot = facts.lots.get(move.lot ?? 0);
  if (!lot) throw stockErrors.lotNeeded({ product: sku });
  if (lot.product !== move.product) throw stockErrors.lotOfOtherProduct({ lot: lot.number, product: sku });
  if (tracking === 'serial' && move.quantity !== piece) throw stockErrors.serialIsOnePiece({ lot: lot.number });
  if (givenAway.includes(facts.places.get(move.to)?.kind ?? '') && !posting.isReversal) refuseUnfit(lot, posting.date);
}

/**
 * What is blocked, or has expired by that day, is not given away. The day is that on which the goods leave: what was
 * handed over in time may be noted later, as long as the books of that day are open.
 * @throws AppError 409 `stock.lotBlocked`, `stock.lotExpired`
 */
export function refuseUnfit(
  { number, state, expiresOn }: Pick<LotFacts, 'number' | 'state' | 'expiresOn'>,
  date: string,
): void {
  if (state === 'blocked') throw stockErrors.lotBlocked({ lot: number });
  if (expiresOn !== null && expiresOn < date) throw stockErrors.lotExpired({ lot: number, date: expiresOn });
}

/** A compartment stands where its box stands: goods cannot be in it and elsewhere. */
function checkCompartment(
  id: number | null | undefined,
  location: number,
  { movesBox }: Posting,
  { compartments }: MoveFacts,
): void {
  const found = compartments.get(id ?? 0);
  if (!found) return;
  const isElsewhere = found.location !== location || found.state !== 'active';
  if (isElsewhere || (movesBox && found.box !== movesBox))
    throw stockErrors.compartmentElsewhere({ compartment: found.code });
  if (!found.isBoxInUse) throw stockErrors.boxOutOfUse({ box: found.boxCode });
}
