import { useState } from 'react';
import { useText } from '#kernel/web/index.ts';
import { BigButton } from '#kernel/web/workplace/WorkplacePage.tsx';
import type { ScannedPlace } from '../../contract/index.ts';
import { ContentsList } from './ContentsList.tsx';
import { nameOf } from './hand.ts';
import { PlaceCard } from './PlaceCard.tsx';
import { useContents } from './use-contents.ts';
import { moveBox } from './use-moving.ts';
import { type Scan, useScan } from './use-scan.ts';
import { useWork } from './use-work.ts';
import { WorkBench } from './WorkBench.tsx';

/** Moving a box: scan the box, scan the place; everything in it comes along (first-user 16). */
export default function BoxPage() {
  const { t } = useText();
  const work = useWork();
  const [carried, setCarried] = useState<ScannedPlace | null>(null);
  const contents = useContents(carried, work);
  const handle = ({ code, items, isUnseen }: Scan): boolean => {
    const place = items.find((item) => item.kind === 'place');
    if (items.length === 0) work.say('wrong', t(isUnseen ? 'stock.work.unseen' : 'stock.work.unknown', { code }));
    else if (place?.box) {
      setCarried({ ...place, compartment: null });
      work.say('right', nameOf(place));
    } else if (!carried || !place) work.say('wrong', t(carried ? 'stock.work.boxNeedsPlace' : 'stock.work.firstBox'));
    else if (place.location.id === carried.location.id)
      work.say('wrong', t('stock.work.boxStandsThere', { box: carried.box?.title, place: nameOf(place) }));
    else {
      moveBox(work, t, carried, place);
      setCarried(null);
      return true;
    }
    return false;
  };
  const scan = useScan({ work, handle, offers: carried ? ['place'] : [] });
  return (
    <WorkBench
      title={t('stock.boxWork.title')}
      asked={t(carried ? 'stock.work.ask.targetPlace' : 'stock.work.ask.box')}
      work={work}
      scan={scan}
    >
      {carried && (
        <>
          <PlaceCard label={t('stock.box')} place={carried} empty="" />
          <ContentsList title={t('stock.work.liesInBox')} contents={contents} />
          <BigButton tone="plain" onClick={() => setCarried(null)}>
            {t('stock.work.drop')}
          </BigButton>
        </>
      )}
    </WorkBench>
  );
}
