import { useState } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import { BigButton } from '#kernel/web/workplace/WorkplacePage.tsx';
import { box, type LyingGoods, type ScannedPlace } from '../../contract/index.ts';
import { ContentsList } from './ContentsList.tsx';
import { HandPanel } from './HandPanel.tsx';
import {
  type Hand,
  handFrom,
  isSamePlace,
  missing,
  nameOf,
  type Place,
  placeKey,
  plus,
  postedGoods,
  spotOf,
} from './hand.ts';
import { PlaceCard } from './PlaceCard.tsx';
import { useContents } from './use-contents.ts';
import { type Scan, useScan } from './use-scan.ts';
import { useWork, type Work } from './use-work.ts';
import { WorkBench } from './WorkBench.tsx';

interface MovePageProps {
  /** Of its texts: `stock.work.<name>`. */
  name: 'putAway' | 'transfer';
  from: Place | null;
  onFrom: (place: ScannedPlace | null) => void;
  /** A place is cleared: what is scanned is meant as a whole, a box too. */
  clears: boolean;
}

/** Goods from a place or box to another, in one step (PRD-WHS-02): what, how many, and the scan of the target books it. */
export function MovePage({ name, from, onFrom, clears }: MovePageProps) {
  const { t } = useText();
  const { quantity } = useFormats();
  const work = useWork();
  const [hand, setHand] = useState<Hand | null>(null);
  const [carried, setCarried] = useState<ScannedPlace | null>(null);
  const [product, setProduct] = useState<number | null>(null);
  const contents = useContents(from, work);
  const drop = () => {
    setHand(null);
    setCarried(null);
    setProduct(null);
  };
  const take = (row: LyingGoods, pieces: string | null) => {
    setProduct(null);
    setHand(handFrom(row, pieces));
    work.say('right', [row.product.title, row.lot?.number].filter(Boolean).join(' · '));
  };
  const post = (goods: Hand, source: Place, to: Place): boolean => {
    const lack = missing(goods);
    if (lack) {
      work.say('wrong', t(`stock.work.missing.${lack}`));
      return false;
    }
    const amount = plus(goods.quantity, '0');
    const what = `${quantity(amount)} ${goods.goods.product.title ?? ''}${goods.lots ? ` · ${goods.lots}` : ''}`;
    work.post({
      path: 'stock/work/transfers',
      body: { ...postedGoods(goods), from: spotOf(source), to: spotOf(to) },
      said: t('stock.work.moved', { what, from: nameOf(source), to: nameOf(to) }),
      undo: 'posting',
      taken: { from: placeKey(source), product: goods.goods.product.id, lots: goods.lots, quantity: amount },
    });
    drop();
    return true;
  };
  const onTarget = (source: Place, to: Place): boolean => {
    if (isSamePlace(source, to)) work.say('wrong', t('stock.work.samePlace', { place: nameOf(to) }));
    else if (hand) return post(hand, source, to);
    else if (carried && to.kind === 'place' && !to.box) {
      moveBox(work, t('stock.work.boxMoved', { box: carried.box?.title, place: nameOf(to) }), carried, to);
      drop();
      return true;
    } else work.say('wrong', t('stock.work.boxNeedsPlace'));
    return false;
  };
  const handle = ({ code, items, isUnseen }: Scan): boolean => {
    const place = items.find((item) => item.kind === 'place');
    const goods = items.filter((item) => item.kind === 'goods');
    const isHolding = hand !== null || carried !== null;
    if (items.length === 0 && !(isUnseen && isHolding && from))
      work.say('wrong', t(isUnseen ? 'stock.work.unseen' : 'stock.work.unknown', { code }));
    else if (!from) {
      if (place) onFrom(place);
      work.say(place ? 'right' : 'wrong', place ? nameOf(place) : t('stock.work.firstFrom'));
    } else if (isHolding) {
      const again = goods.find((one) => one.product.id === hand?.goods.product.id);
      if (place || isUnseen) return onTarget(from, place ?? { kind: 'unseen', code });
      if (again && hand) {
        if (!clears && hand.goods.tracking !== 'serial')
          setHand({ ...hand, quantity: plus(hand.quantity, again.pieces) });
        work.say('right', again.product.title ?? '');
      } else work.say('wrong', t('stock.work.firstTarget'));
    } else if (place) {
      const isHere = place.box !== null && from.kind === 'place' && place.location.id === from.location.id;
      if (clears && isHere) setCarried(place);
      else if (!clears) onFrom(place);
      const isRight = isHere || !clears;
      work.say(isRight ? 'right' : 'wrong', isRight ? nameOf(place) : t('stock.work.firstGoods'));
    } else {
      const lying = contents.items.filter((row) =>
        goods.some((one) => one.product.id === row.product.id && (!one.lot || one.lot.number === row.lot?.number)),
      );
      const [row] = lying;
      if (!row) work.say('wrong', t('stock.work.notHere', { code, place: nameOf(from) }));
      else if (lying.length === 1 || row.tracking === 'none') take(row, clears ? null : (goods[0]?.pieces ?? null));
      else {
        setProduct(row.product.id);
        work.say('note', t('stock.work.whichLot', { product: row.product.title }));
      }
    }
    return false;
  };
  const scan = useScan({
    work,
    handle,
    near: hand?.goods.product.id ?? product ?? undefined,
    offers: hand || carried || !from ? ['place'] : ['goods', 'place'],
  });
  const asked = !from
    ? `from.${name}`
    : carried
      ? 'targetPlace'
      : hand
        ? 'target'
        : product
          ? 'lot'
          : clears
            ? 'lying'
            : 'goods';
  return (
    <WorkBench title={t(`stock.work.${name}`)} asked={t(`stock.work.ask.${asked}`)} work={work} scan={scan}>
      <PlaceCard
        label={t('stock.work.from')}
        place={from}
        empty={t('stock.work.noPlace')}
        onChange={hand || carried ? undefined : () => onFrom(null)}
      />
      {hand && (
        <HandPanel hand={hand} onChange={setHand} onDrop={drop}>
          <PlaceCard label={t('stock.work.to')} place={null} empty={t('stock.work.scanTarget')} isTarget />
        </HandPanel>
      )}
      {carried && (
        <>
          <PlaceCard label={t('stock.box')} place={carried} empty="" />
          <BigButton tone="plain" onClick={drop}>
            {t('stock.work.drop')}
          </BigButton>
        </>
      )}
      {from && !hand && !carried && (
        <ContentsList
          title={t('stock.work.liesHere')}
          contents={contents}
          only={product}
          onChoose={(row) => take(row, clears ? null : '1')}
        />
      )}
    </WorkBench>
  );
}

/** Puts a box somewhere else with all that lies in it; taking it back puts it where it stood. */
export function moveBox(
  work: Work,
  said: string,
  { box: own, location: before }: ScannedPlace,
  to: ScannedPlace,
): void {
  const path = `${box.path}/${own?.id}/move`;
  work.post({
    path,
    body: { location: to.location.id },
    said,
    undo: { path, body: { location: before.id } },
  });
}
