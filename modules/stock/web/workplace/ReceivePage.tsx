import { useState } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import { useStored } from '#kernel/web/stored.ts';
import { BigButton } from '#kernel/web/workplace/WorkplacePage.tsx';
import { HandPanel } from './HandPanel.tsx';
import { type Hand, missing, nameOf, type Place, plus, postedGoods, spotOf } from './hand.ts';
import { PlaceCard } from './PlaceCard.tsx';
import { readReceipt } from './read-receipt.ts';
import { receivingPlace } from './receiving-place.ts';
import { useMainStore } from './use-contents.ts';
import { type Scan, useScan } from './use-scan.ts';
import { useWork } from './use-work.ts';
import { WorkBench } from './WorkBench.tsx';
import { WorkField } from './WorkField.tsx';
import classes from './work.module.css';

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
    if (hand) return post(hand, place);
    if (place.kind === 'place') setOwn(place);
    work.say('right', t('stock.work.receivesAt', { place: nameOf(place) }));
    return false;
  };
  const handle = (scanned: Scan): boolean => {
    const reading = readReceipt(hand, scanned);
    if (reading.kind === 'place') return onPlace(reading.place);
    if (reading.kind === 'wrong') work.say('wrong', t(`stock.work.${reading.text}`, reading.values));
    else {
      const { goods, quantity: amount } = reading.hand;
      setHand(reading.hand);
      if (reading.said === 'counted') work.say('right', t('stock.work.counted', { quantity: quantity(amount) }));
      else if (reading.said === 'lot')
        work.say('right', t(`stock.work.${goods.tracking === 'serial' ? 'serialIs' : 'lotIs'}`, { lot: reading.lot }));
      else work.say('right', `${goods.product.title ?? ''} ${goods.product.subtitle ?? ''}`);
    }
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
    <WorkBench title={t('stock.receiveWork.title')} asked={t(`stock.work.ask.${asked}`)} work={work} scan={scan}>
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
