import type { LyingGoods, ScannedGoods, ScannedLot, ScannedPlace, WorkSpot } from '../../contract/index.ts';

/** Goods in the hand: what they are, and how many of them are meant. */
export interface Hand {
  goods: Omit<ScannedGoods, 'pieces' | 'lot' | 'kind'>;
  /** Number of the lot; serial numbers, one after the other. */
  lots: string;
  /** ISO date, or empty. */
  expiresOn: string;
  /** Decimal, or being typed. */
  quantity: string;
}

const scale = 1_000_000;
const micro = (decimal: string) => Math.round(Number(decimal || 0) * scale);

/** Decimals as on the wire: no trailing zeros. */
export const plus = (a: string, b: string): string => String((micro(a) + micro(b)) / scale);
export const isMore = (a: string, b: string): boolean => micro(a) > micro(b);

export const serialsIn = (lots: string): string[] =>
  lots
    .split(/[,;\s]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** What is taken into the hand first. */
export function handOf(scanned: ScannedGoods): Hand {
  const { kind: _, pieces, lot, ...goods } = scanned;
  return { goods, lots: lot?.number ?? '', expiresOn: lot?.expiresOn ?? '', quantity: pieces };
}

/** What lies somewhere, taken in the hand: all of it that is free, or as many as were scanned. */
export function handFrom(row: LyingGoods, pieces: string | null): Hand {
  const { product, legacyNumber, unit, tracking, lot } = row;
  const free = plus(row.onHand, `-${row.reserved}`);
  return {
    goods: { product, legacyNumber, unit, tracking, shelfLife: null },
    lots: lot?.number ?? '',
    expiresOn: lot?.expiresOn ?? '',
    quantity: pieces ?? (isMore(free, '0') ? free : row.onHand),
  };
}

export const withLot = (hand: Hand, lot: Pick<ScannedLot, 'number' | 'expiresOn'>): Hand => ({
  ...hand,
  lots: lot.number,
  expiresOn: lot.expiresOn ?? hand.expiresOn,
});

/** A further serial number; null where it is there already. */
export function withSerial(hand: Hand, number: string): Hand | null {
  const known = serialsIn(hand.lots);
  if (known.includes(number)) return null;
  const lots = [...known, number];
  return { ...hand, lots: lots.join(', '), quantity: String(lots.length) };
}

export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** What still has to be said before it can be posted; null: nothing. */
export function missing({ goods, lots, expiresOn, quantity }: Hand): 'lot' | 'serial' | 'day' | 'quantity' | null {
  if (goods.tracking !== 'none' && expiresOn !== '' && !isDay(expiresOn)) return 'day';
  if (goods.tracking === 'serial') return serialsIn(lots).length === 0 ? 'serial' : null;
  if (goods.tracking === 'lot' && lots.trim() === '') return 'lot';
  return isMore(quantity, '0') ? null : 'quantity';
}

/** The goods as a posting names them; how many serial numbers there are the server counts. */
export const postedGoods = ({ goods, lots, quantity }: Hand) => ({
  product: goods.product.id,
  lots: goods.tracking === 'none' ? null : lots.trim(),
  ...(goods.tracking === 'serial' ? {} : { quantity: plus(quantity, '0') }),
});

/** A place that is known by its code alone, as long as there is no network. */
export interface UnseenPlace {
  kind: 'unseen';
  code: string;
}
export type Place = ScannedPlace | UnseenPlace;

export const spotOf = (place: Place): WorkSpot => {
  if (place.kind === 'unseen') return { code: place.code };
  if (place.compartment) return { compartment: place.compartment.id };
  return place.box ? { box: place.box.id } : { location: place.location.id };
};

/** As people call it: the box with where it stands. */
export const nameOf = (place: Place): string => {
  if (place.kind === 'unseen') return place.code;
  const inside = place.compartment?.title ?? place.box?.title;
  return inside ? `${inside} (${place.location.title ?? ''})` : (place.location.title ?? '');
};

export const isSamePlace = (a: Place, b: Place): boolean => JSON.stringify(spotOf(a)) === JSON.stringify(spotOf(b));

/** What an act takes from somewhere, as long as the server does not know of it. */
export interface Taken {
  from: string;
  product: number;
  lots: string;
  quantity: string;
}

export const placeKey = (place: Place): string => JSON.stringify(spotOf(place));

/** What lies there, less what is on its way to the server. */
export function lessWaiting(
  items: readonly LyingGoods[],
  at: string,
  waiting: readonly (Taken | null)[],
): LyingGoods[] {
  const left = items.map((item) => ({ ...item }));
  for (const taken of waiting) {
    if (taken?.from !== at) continue;
    let open = taken.quantity;
    const numbers: readonly (string | null)[] = taken.lots === '' ? [null] : [taken.lots, ...serialsIn(taken.lots)];
    for (const item of left) {
      const isIt = item.product.id === taken.product && numbers.includes(item.lot?.number ?? null);
      if (!isIt || !isMore(open, '0')) continue;
      const now = isMore(open, item.onHand) ? item.onHand : open;
      item.onHand = plus(item.onHand, `-${now}`);
      open = plus(open, `-${now}`);
    }
  }
  return left.filter(({ onHand }) => isMore(onHand, '0'));
}
