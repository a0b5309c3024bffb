import { useState } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import { box, type LyingGoods, type ScannedPlace } from '../../contract/index.ts';
import { type Hand, handFrom, missing, nameOf, type Place, placeKey, plus, postedGoods, spotOf } from './hand.ts';
import { readMove } from './read-move.ts';
import { useContents } from './use-contents.ts';
import { type Scan, useScan } from './use-scan.ts';
import { useWork, type Work } from './use-work.ts';

/** Goods or a box on their way from a place to another. */
export function useMoving(from: Place | null, onFrom: (place: ScannedPlace) => void, clears: boolean) {
  const { t } = useText();
  const work = useWork();
  const post = usePostMove(work);
  const [hand, setHand] = useState<Hand | null>(null);
  const [carried, setCarried] = useState<ScannedPlace | null>(null);
  /** Of several lots of it one is to be chosen. */
  const [product, setProduct] = useState<number | null>(null);
  const contents = useContents(from, work);
  const hold = (next: Hand | null, nextBox: ScannedPlace | null = null) => {
    setHand(next);
    setCarried(nextBox);
    setProduct(null);
  };
  const handle = (scan: Scan): boolean => {
    const reading = readMove({ from, hand, carried, lying: contents.items, clears }, scan);
    if (reading.kind === 'post' || reading.kind === 'moveBox') {
      const isPosted = reading.kind === 'post' ? post(reading) : moveBox(work, t, reading.box, reading.to);
      if (isPosted) hold(null);
      return isPosted;
    }
    if (reading.kind === 'wrong') work.say('wrong', t(`stock.work.${reading.text}`, reading.values));
    else if (reading.kind === 'choose') {
      setProduct(reading.row.product.id);
      work.say('note', t('stock.work.whichLot', { product: reading.row.product.title }));
    } else if (reading.kind === 'hand') {
      hold(reading.hand);
      work.say('right', reading.said);
    } else {
      if (reading.kind === 'from') onFrom(reading.place);
      else hold(null, reading.place);
      work.say('right', nameOf(reading.place));
    }
    return false;
  };
  const scan = useScan({
    work,
    handle,
    near: hand?.goods.product.id ?? product ?? undefined,
    offers: hand || carried || !from ? ['place'] : ['goods', 'place'],
  });
  const take = (row: LyingGoods) => hold(handFrom(row, clears ? null : '1'));
  return { work, scan, contents, hand, carried, product, setHand, take, drop: () => hold(null) };
}

/** Sends what is in the hand on its way; says whether it could. */
function usePostMove(work: Work) {
  const { t } = useText();
  const { quantity } = useFormats();
  return ({ hand, from, to }: { hand: Hand; from: Place; to: Place }): boolean => {
    const lack = missing(hand);
    if (lack) {
      work.say('wrong', t(`stock.work.missing.${lack}`));
      return false;
    }
    const amount = plus(hand.quantity, '0');
    const what = `${quantity(amount)} ${hand.goods.product.title ?? ''}${hand.lots ? ` · ${hand.lots}` : ''}`;
    work.post({
      path: 'stock/work/transfers',
      body: { ...postedGoods(hand), from: spotOf(from), to: spotOf(to) },
      said: t('stock.work.moved', { what, from: nameOf(from), to: nameOf(to) }),
      undo: 'posting',
      taken: { from: placeKey(from), product: hand.goods.product.id, lots: hand.lots, quantity: amount },
    });
    return true;
  };
}

/** Puts a box somewhere else with all that lies in it; taking it back puts it where it stood. */
export function moveBox(work: Work, t: ReturnType<typeof useText>['t'], own: ScannedPlace, to: ScannedPlace): true {
  const path = `${box.path}/${own.box?.id}/move`;
  work.post({
    path,
    body: { location: to.location.id },
    said: t('stock.work.boxMoved', { box: own.box?.title, place: nameOf(to) }),
    undo: { path, body: { location: own.location.id } },
  });
  return true;
}
