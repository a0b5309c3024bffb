import { useText } from '#kernel/web/index.ts';
import { BigButton } from '#kernel/web/workplace/WorkplacePage.tsx';
import type { ScannedPlace } from '../../contract/index.ts';
import { ContentsList } from './ContentsList.tsx';
import { HandPanel } from './HandPanel.tsx';
import type { Place } from './hand.ts';
import { PlaceCard } from './PlaceCard.tsx';
import { useMoving } from './use-moving.ts';
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
  const { work, scan, contents, hand, carried, product, setHand, take, drop } = useMoving(from, onFrom, clears);
  const isHolding = hand !== null || carried !== null;
  const holding = carried ? 'targetPlace' : 'target';
  const next = product ? 'lot' : clears ? 'lying' : 'goods';
  const asked = !from ? `from.${name}` : isHolding ? holding : next;
  return (
    <WorkBench title={t(`stock.${name}Work.title`)} asked={t(`stock.work.ask.${asked}`)} work={work} scan={scan}>
      <PlaceCard
        label={t('stock.work.from')}
        place={from}
        empty={t('stock.work.noPlace')}
        onChange={isHolding ? undefined : () => onFrom(null)}
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
      {from && !isHolding && (
        <ContentsList title={t('stock.work.liesHere')} contents={contents} only={product} onChoose={take} />
      )}
    </WorkBench>
  );
}
