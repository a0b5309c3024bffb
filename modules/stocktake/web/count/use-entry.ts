import { useState } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import { asDecimal } from '#kernel/web/workplace/number-keys.ts';
import type { Signal } from '#kernel/web/workplace/signal.ts';
import type { OutboxState } from '#kernel/web/workplace/use-outbox.ts';
import type { PlaceSheet, SheetPosition } from '../../contract/index.ts';
import { type ChosenGoods, goodsKey, keyOf, labelOf, needsLot, type Unsent } from './goods.ts';

export interface Said {
  tone: Signal | 'note';
  text: string;
}
/** What was entered last, with what stood there before. */
interface Last {
  place: number | null;
  goods: ChosenGoods;
  before: SheetPosition | null;
}
export interface Walk {
  count: number;
  /** Milliseconds the server's clock is ahead. */
  ahead: number;
  /** Where one stands; its sheet follows. */
  place: number | null;
  sheet: PlaceSheet | undefined;
  outbox: OutboxState<Unsent>;
  say: (tone: Said['tone'], text: string) => void;
  /** One stands before another place. */
  arriveAt: (place: number) => void;
}
interface Act {
  path: string;
  body: object;
  meta: Unsent;
}

const findOn = (sheet: PlaceSheet | undefined, goods: ChosenGoods): SheetPosition | null =>
  sheet?.positions.find(
    (position) =>
      keyOf(position) === goodsKey(goods) ||
      // A lot that was new has a record by now.
      (goods.newLot !== null && position.product.id === goods.product.id && position.lot?.title === goods.newLot),
  ) ?? null;

/** A count on its way to the place. */
function counted({ sheet, ahead }: Walk, goods: ChosenGoods, quantity: string, more: object): Act {
  const place = sheet?.place.id ?? 0;
  const body = {
    product: goods.product.id,
    quantity,
    ...(goods.lot && { lot: goods.lot.id }),
    ...(goods.newLot && { newLot: goods.newLot }),
    ...(goods.compartment && { compartment: goods.compartment.id }),
    at: new Date(Date.now() + ahead).toISOString(),
    ...more,
  };
  const meta = { place, goods: goodsKey(goods), label: labelOf(goods), quantity };
  return { path: `stocktake/places/${place}/count`, body, meta };
}

/** What takes a count back: what oneself had counted before, else nothing at all; null while nobody knows of it. */
function takenBack(walk: Walk, { goods, before }: Last): Act | null {
  if (before?.isMine && before.counted !== null) return counted(walk, goods, before.counted, {});
  const position = findOn(walk.sheet, goods);
  if (!position?.isMine) return null;
  const place = walk.sheet?.place.id ?? 0;
  const meta = { place, goods: goodsKey(goods), label: labelOf(goods), quantity: null };
  return { path: `stocktake/places/${place}/clear`, body: { position: position.id }, meta };
}

/** What is chosen and typed before a place. */
export function useEntry(walk: Walk) {
  const { t } = useText();
  const { quantity: inWords } = useFormats();
  const { say, outbox, place } = walk;
  const [chosen, setChosen] = useState<{ place: number | null; goods: ChosenGoods } | null>(null);
  const [value, setValue] = useState('');
  const [entered, setEntered] = useState<Last | null>(null);
  // What was chosen before another place does not count before this one.
  const goods = chosen?.place === place ? chosen.goods : null;
  const last = entered?.place === place ? entered : null;
  const choose = (next: ChosenGoods | null, quantity = '') => {
    setChosen(next && { place, goods: next });
    setValue(quantity);
  };
  const send = (one: ChosenGoods, quantity: string, more: object = {}) => {
    if (!walk.sheet) return;
    setEntered({ place, goods: one, before: findOn(walk.sheet, one) });
    const { path, body, meta } = counted(walk, one, quantity, more);
    outbox.push(path, body, meta);
    say('right', t('stocktake.walk.counted', { goods: labelOf(one), quantity: inWords(quantity) }));
    choose(null);
  };
  /** Sends what is entered; what is not finished stays. @returns whether the way is free for the next */
  const commit = (more: object = {}, typed = value): boolean => {
    const quantity = asDecimal(typed);
    if (!goods || quantity === null) return true;
    if (needsLot(goods)) {
      say('wrong', t('stocktake.walk.lotFirst', { goods: labelOf(goods) }));
      return false;
    }
    send(goods, quantity, more);
    return true;
  };
  const undo = () => {
    if (!last) return;
    if (!outbox.withdraw()) {
      const back = takenBack(walk, last);
      if (!back) return say('wrong', t('stocktake.walk.undoLater'));
      outbox.push(back.path, back.body, back.meta);
    }
    setEntered(null);
    say('note', t('stocktake.walk.undone', { goods: labelOf(last.goods) }));
  };
  /** All that lies here is counted; what is left is not there. @returns whether it is on its way */
  const finish = (restIsGone: boolean): boolean => {
    const here = walk.sheet?.place;
    if (!here || !commit()) return false;
    const meta = { place: here.id, goods: '', label: here.location.title ?? '', quantity: null, isFinish: true };
    outbox.push(`stocktake/places/${here.id}/finish`, { restIsGone }, meta);
    setEntered(null);
    say('done', t('stocktake.walk.finished', { location: meta.label }));
    return true;
  };
  return { goods, value, canUndo: last !== null, choose, send, commit, finish, undo, setValue };
}
