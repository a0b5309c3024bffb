import type { Reference } from '#kernel/contract/index.ts';
import type { PlaceSheet, RoutePlace, SheetPosition } from '../../contract/index.ts';

/** What a quantity is being entered for. */
export interface ChosenGoods {
  product: Reference;
  lot: Reference | null;
  /** Number of a lot that nobody knew. */
  newLot: string | null;
  compartment: Reference | null;
  unit: string;
  tracking: SheetPosition['tracking'];
}
/** What was counted and is not on the server yet. */
export interface Unsent {
  place: number;
  goods: string;
  /** What the person reads if it is refused. */
  label: string;
  /** Null: taken back. */
  quantity: string | null;
  /** Not goods: the place is finished. */
  isFinish?: boolean;
}

export const goodsKey = ({ product, lot, newLot, compartment }: Omit<ChosenGoods, 'unit' | 'tracking'>): string =>
  `${product.id}/${newLot ?? lot?.id ?? 0}/${compartment?.id ?? 0}`;
export const keyOf = (one: SheetPosition): string => goodsKey({ ...one, newLot: null });
export const chosenOf = (one: SheetPosition): ChosenGoods => ({ ...one, newLot: null });

/** Its lot still has to be scanned or chosen. */
export const needsLot = ({ tracking, lot, newLot }: ChosenGoods): boolean =>
  tracking !== 'none' && lot === null && newLot === null;

/** The goods on the sheet that a scanned code means: in the box that was scanned before, if they lie in it. */
export function onSheet(
  positions: readonly SheetPosition[],
  goods: Pick<ChosenGoods, 'product' | 'lot'>,
  compartment: Reference | null,
): SheetPosition | null {
  const fitting = positions.filter(
    (one) => one.product.id === goods.product.id && (goods.lot === null || one.lot?.id === goods.lot.id),
  );
  const inBox = fitting.filter((one) => (one.compartment?.id ?? null) === (compartment?.id ?? null));
  const found = inBox.length > 0 ? inBox : fitting;
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** How the goods are called in what is said of them. */
export const labelOf = ({ product, lot, newLot }: ChosenGoods): string =>
  [product.title, newLot ?? lot?.title].filter(Boolean).join(' · ');

/** One more scan of the same goods: as many pieces as the code stands for. */
export const plus = (value: string, pieces: string): string =>
  String(Math.round((Number(value || '0') + Number(pieces)) * 1e6) / 1e6);

/** A number that was typed where scans are heard, on the keys beside a screen: too short for any code. */
export const typedNumber = (code: string): string | null =>
  /^\d{1,4}(?:[.,]\d{1,3})?$/.test(code) ? code.replace(',', '.') : null;

/** What is still to be counted at a place, as this device knows it: what waits to be sent is counted. */
export function leftToCount(positions: readonly SheetPosition[], waiting: readonly Unsent[]): SheetPosition[] {
  const unsent = new Map(waiting.map(({ goods, quantity }) => [goods, quantity]));
  return positions.filter((one) => {
    const isOpen = one.state === 'open' || one.state === 'recount';
    const own = unsent.get(keyOf(one));
    return own === undefined ? isOpen : own === null;
  });
}

/** The places as they are once everything that waits has arrived. */
export function withFinished(places: readonly RoutePlace[], waiting: readonly Unsent[]): readonly RoutePlace[] {
  const finished = new Set(waiting.filter(({ isFinish }) => isFinish).map(({ place }) => place));
  if (finished.size === 0) return places;
  return places.map(
    (one): RoutePlace => (finished.has(one.id) ? { ...one, state: 'done', open: 0, isRecount: false } : one),
  );
}

/** The sheet as it is once something that was sent has arrived. */
export const afterSending = (sheet: PlaceSheet | undefined, { goods, quantity }: Unsent): PlaceSheet | undefined =>
  sheet && {
    ...sheet,
    positions: sheet.positions.map((one): SheetPosition => {
      if (keyOf(one) !== goods) return one;
      const isSecond = one.state === 'recount' || one.state === 'recounted';
      if (quantity === null) return { ...one, counted: null, isMine: false, state: isSecond ? 'recount' : 'open' };
      return { ...one, counted: quantity, isMine: true, state: isSecond ? 'recounted' : 'counted' };
    }),
  };
