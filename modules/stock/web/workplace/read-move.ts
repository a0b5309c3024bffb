import type { LyingGoods, ScannedGoods, ScannedPlace } from '../../contract/index.ts';
import { type Hand, handFrom, isSamePlace, nameOf, type Place, plus, withSerial } from './hand.ts';
import type { Scan } from './use-scan.ts';

/** How far somebody is with moving something. */
export interface Moving {
  from: Place | null;
  hand: Hand | null;
  /** A box that is moved with all that lies in it. */
  carried: ScannedPlace | null;
  lying: readonly LyingGoods[];
  /** A place is cleared: what is scanned is meant as a whole, a box too. */
  clears: boolean;
}

/** What a scan means at this step. `text` is the end of a message id. */
export type MoveReading =
  | { kind: 'wrong'; text: string; values?: Record<string, string | null> }
  | { kind: 'from' | 'carry'; place: ScannedPlace }
  | { kind: 'hand'; hand: Hand; said: string }
  | { kind: 'choose'; row: LyingGoods }
  | { kind: 'post'; hand: Hand; from: Place; to: Place }
  | { kind: 'moveBox'; box: ScannedPlace; to: ScannedPlace };

const wrong = (text: string, values: Record<string, string | null> = {}): MoveReading => ({
  kind: 'wrong',
  text,
  values,
});

export function readMove(moving: Moving, scan: Scan): MoveReading {
  const place = scan.items.find((item) => item.kind === 'place');
  const goods = scan.items.filter((item) => item.kind === 'goods');
  const { from } = moving;
  const isHolding = moving.hand !== null || moving.carried !== null;
  if (scan.items.length === 0 && !(scan.isUnseen && isHolding))
    return wrong(scan.isUnseen ? 'unseen' : 'unknown', { code: scan.code });
  if (!from) return place ? { kind: 'from', place } : wrong('firstFrom');
  if (isHolding) {
    const target: Place | undefined = place ?? (scan.isUnseen ? { kind: 'unseen', code: scan.code } : undefined);
    return target ? readTarget(moving, from, target) : readMore(moving, goods);
  }
  return place ? readPlace(moving, from, place) : readGoods(moving, from, goods, scan.code);
}

function readTarget({ hand, carried }: Moving, from: Place, to: Place): MoveReading {
  if (isSamePlace(from, to)) return wrong('samePlace', { place: nameOf(to) });
  if (hand) return { kind: 'post', hand, from, to };
  if (carried && to.kind === 'place' && !to.box) return { kind: 'moveBox', box: carried, to };
  return wrong('boxNeedsPlace');
}

/** The same article once more: one more of it, or its next serial number. */
function readMore({ hand, lying, clears }: Moving, goods: readonly ScannedGoods[]): MoveReading {
  const again = goods.find((one) => one.product.id === hand?.goods.product.id);
  if (!hand || !again) return wrong('firstTarget');
  const { lot } = again;
  const said = [again.product.title, lot?.number].filter(Boolean).join(' · ');
  if (hand.goods.tracking !== 'serial') {
    if (lot && lot.number !== hand.lots) return wrong('firstTarget');
    return { kind: 'hand', said, hand: clears ? hand : { ...hand, quantity: plus(hand.quantity, again.pieces) } };
  }
  const isHere = lying.some((row) => row.product.id === again.product.id && row.lot?.number === lot?.number);
  if (!lot || !isHere) return wrong('firstTarget');
  const next = withSerial(hand, lot.number);
  return next ? { kind: 'hand', said, hand: next } : wrong('serialTwice', { serial: lot.number });
}

/** Nothing is in the hand: the place that goods come from, or a box that stands where one clears. */
function readPlace({ clears }: Moving, from: Place, place: ScannedPlace): MoveReading {
  if (!clears) return { kind: 'from', place };
  const isHere = place.box !== null && from.kind === 'place' && place.location.id === from.location.id;
  return isHere ? { kind: 'carry', place } : wrong('firstGoods');
}

function readGoods({ lying, clears }: Moving, from: Place, goods: readonly ScannedGoods[], code: string): MoveReading {
  const rows = lying.filter((row) =>
    goods.some((one) => one.product.id === row.product.id && (!one.lot || one.lot.number === row.lot?.number)),
  );
  const [row] = rows;
  if (!row) return wrong('notHere', { code, place: nameOf(from) });
  if (rows.length > 1 && row.tracking !== 'none') return { kind: 'choose', row };
  const said = [row.product.title, row.lot?.number].filter(Boolean).join(' · ');
  return { kind: 'hand', said, hand: handFrom(row, clears ? null : (goods[0]?.pieces ?? null)) };
}
