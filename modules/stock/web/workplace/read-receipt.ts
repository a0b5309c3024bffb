import type { ScannedGoods } from '../../contract/index.ts';
import { type Hand, handOf, missing, type Place, plus, withLot, withSerial } from './hand.ts';
import type { Scan } from './use-scan.ts';

/** What a scan means while a delivery comes in. `text` is the end of a message id. */
export type ReceiptReading =
  | { kind: 'wrong'; text: string; values?: Record<string, string | null> }
  | { kind: 'hand'; hand: Hand; said: 'goods' | 'lot' | 'counted'; lot?: string }
  | { kind: 'place'; place: Place };

const wrong = (text: string, values: Record<string, string | null> = {}): ReceiptReading => ({
  kind: 'wrong',
  text,
  values,
});

export function readReceipt(hand: Hand | null, { code, items, isUnseen }: Scan): ReceiptReading {
  const place = items.find((item) => item.kind === 'place');
  const goods = items.filter((item) => item.kind === 'goods');
  const unknown = wrong(isUnseen ? 'unseen' : 'unknown', { code });
  if (!hand) {
    if (goods[0]) return { kind: 'hand', hand: handOf(goods[0]), said: 'goods' };
    return place ? { kind: 'place', place } : unknown;
  }
  const same = goods.find(({ product }) => product.id === hand.goods.product.id);
  if (same && (same.lot || hand.goods.tracking !== 'serial')) return readSame(hand, same);
  if (place) return { kind: 'place', place };
  if (same) return wrong('missing.serial');
  const awaitsLot = missing(hand) === 'lot' || hand.goods.tracking === 'serial';
  // A number that nobody knows, or only for another article, is the lot of what comes in now.
  if (awaitsLot && goods.every(({ lot }) => lot)) return withNumber(hand, { number: code, expiresOn: null });
  if (isUnseen) return { kind: 'place', place: { kind: 'unseen', code } };
  return goods.length > 0 ? wrong('firstPost', { product: hand.goods.product.title }) : unknown;
}

/** One more of it, or the lot that was still missing; another lot would be mixed up with the one in the hand. */
function readSame(hand: Hand, { lot, pieces, product }: ScannedGoods): ReceiptReading {
  if (lot && (hand.goods.tracking === 'serial' || hand.lots === '')) return withNumber(hand, lot);
  if (lot && lot.number !== hand.lots) return wrong('firstPost', { product: `${product.title} · ${hand.lots}` });
  return { kind: 'hand', hand: { ...hand, quantity: plus(hand.quantity, pieces) }, said: 'counted' };
}

function withNumber(hand: Hand, lot: { number: string; expiresOn: string | null }): ReceiptReading {
  const next = hand.goods.tracking === 'serial' ? withSerial(hand, lot.number) : withLot(hand, lot);
  return next
    ? { kind: 'hand', hand: next, said: 'lot', lot: lot.number }
    : wrong('serialTwice', { serial: lot.number });
}
