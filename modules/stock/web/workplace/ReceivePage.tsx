import { useState } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import { useStored } from '#kernel/web/stored.ts';
import { BigButton } from '#kernel/web/workplace/WorkplacePage.tsx';
import type { ScannedGoods, ScannedThing } from '../../contract/index.ts';
import { HandPanel } from './HandPanel.tsx';
import {
  type Hand,
  handOf,
  missing,
  nameOf,
  type Place,
  plus,
  postedGoods,
  spotOf,
  withLot,
  withSerial,
} from './hand.ts';
import { PlaceCard } from './PlaceCard.tsx';
import { receivingPlace } from './receiving-place.ts';
import { useMainStore } from './use-contents.ts';
import { type Scan, useScan } from './use-scan.ts';
import { useWork } from './use-work.ts';
import { WorkBench } from './WorkBench.tsx';
import { WorkField } from './WorkField.tsx';
import classes from './work.module.css';

const goodsIn = (items: readonly ScannedThing[]) => items.filter((item) => item.kind === 'goods');

/** Goods receipt: the article, its lot, how many, where to; booked at once (PRD-WHS-07). */
export default function ReceivePage() {
  const { t } = useText();
  const { quantity } = useFormats();
  const work = useWork();
  const [hand, setHand] = useState<Hand | null>(null);
  const [own, setOwn] = useStored<Place | null>(receivingPlace, null);
  const [paper, setPaper] = useState({ supplierName: '', supplierReference: '' });
  const store = useMainStore();
  const to = own ?? store;
  const lacking = hand && missing(hand);

  const post = (goods: Hand, place: Place): boolean => {
    const lack = missing(goods);
    if (lack) {
      work.say('wrong', t(`stock.work.missing.${lack}`));
      return false;
    }
    const amount = goods.goods.tracking === 'serial' ? '' : `${quantity(plus(goods.quantity, '0'))} `;
    const what = `${amount}${goods.goods.product.title ?? ''}${goods.lots ? ` · ${goods.lots}` : ''}`;
    work.post({
      path: 'stock/work/receipts',
      body: {
        ...postedGoods(goods),
        to: spotOf(place),
        expiresOn: goods.goods.tracking !== 'none' && goods.expiresOn ? goods.expiresOn : null,
        supplierName: paper.supplierName.trim() || null,
        supplierReference: paper.supplierReference.trim() || null,
      },
      said: t('stock.work.received', { what, place: nameOf(place) }),
      undo: 'posting',
    });
    setHand(null);
    return true;
  };
  const onPlace = (place: Place): boolean => {
    if (place.kind === 'place') setOwn(place);
    if (hand) return post(hand, place);
    work.say('right', t('stock.work.receivesAt', { place: nameOf(place) }));
    return false;
  };
  const onLotNumber = (held: Hand, lot: { number: string; expiresOn: string | null }) => {
    const next = held.goods.tracking === 'serial' ? withSerial(held, lot.number) : withLot(held, lot);
    if (!next) return work.say('wrong', t('stock.work.serialTwice', { serial: lot.number }));
    setHand(next);
    work.say('right', t('stock.work.lotIs', { lot: lot.number }));
  };
  const onGoods = (scanned: ScannedGoods) => {
    setHand(handOf(scanned));
    work.say('right', `${scanned.product.title ?? ''} ${scanned.product.subtitle ?? ''}`);
  };
  const handle = ({ code, items, isUnseen }: Scan): boolean => {
    const place = items.find((item) => item.kind === 'place');
    const goods = goodsIn(items);
    if (!hand) {
      if (goods[0]) onGoods(goods[0]);
      else if (place) return onPlace(place);
      else work.say('wrong', t(isUnseen ? 'stock.work.unseen' : 'stock.work.unknown', { code }));
      return false;
    }
    const same = goods.find(({ product }) => product.id === hand.goods.product.id);
    const awaitsLot = missing(hand) === 'lot' || hand.goods.tracking === 'serial';
    if (same?.lot) onLotNumber(hand, same.lot);
    else if (same && hand.goods.tracking !== 'serial') {
      setHand({ ...hand, quantity: plus(hand.quantity, same.pieces) });
      work.say('right', t('stock.work.counted', { quantity: quantity(plus(hand.quantity, same.pieces)) }));
    } else if (place) return onPlace(place);
    else if (same) work.say('wrong', t('stock.work.missing.serial'));
    // A number that nobody knows, or only for another article, is the lot of what comes in now.
    else if (awaitsLot && (goods.length === 0 || goods.every(({ lot }) => lot)))
      onLotNumber(hand, { number: code, expiresOn: null });
    else if (isUnseen) return onPlace({ kind: 'unseen', code });
    else if (goods.length > 0) work.say('wrong', t('stock.work.firstPost', { product: hand.goods.product.title }));
    else work.say('wrong', t('stock.work.unknown', { code }));
    return false;
  };
  const scan = useScan({
    work,
    handle,
    near: hand?.goods.product.id,
    offers: hand ? ['place'] : ['goods', 'place'],
    takesAnything: hand !== null && (lacking === 'lot' || hand.goods.tracking === 'serial'),
  });
  const asked = !hand ? 'product' : lacking === 'lot' || lacking === 'serial' ? lacking : 'target';
  return (
    <WorkBench title={t('stock.work.receive')} asked={t(`stock.work.ask.${asked}`)} work={work} scan={scan}>
      {hand ? (
        <HandPanel hand={hand} comesIn onChange={setHand} onDrop={() => setHand(null)}>
          <PlaceCard label={t('stock.work.to')} place={to} empty={t('stock.work.noPlace')} isTarget />
          <BigButton isDisabled={lacking !== null || !to} onClick={() => to && post(hand, to)}>
            {t('stock.work.bookIn')}
          </BigButton>
        </HandPanel>
      ) : (
        <>
          <PlaceCard
            label={t('stock.work.to')}
            place={to}
            empty={t('stock.work.noPlace')}
            isTarget
            onChange={own ? () => setOwn(null) : undefined}
          />
          <div className={classes.paper}>
            {(['supplierName', 'supplierReference'] as const).map((field) => (
              <WorkField
                key={field}
                label={t(`stock.receipt.field.${field}`)}
                value={paper[field]}
                onChange={(next) => setPaper({ ...paper, [field]: next })}
              />
            ))}
          </div>
        </>
      )}
    </WorkBench>
  );
}
