import { useState } from 'react';
import {
  type ApiProblem,
  Fault,
  idIn,
  type PageProps,
  usePage,
  usePageTitle,
  useSession,
  useSetSearch,
  useText,
  Waiting,
} from '#kernel/web/index.ts';
import { ScanInput } from '#kernel/web/workplace/ScanInput.tsx';
import { signal } from '#kernel/web/workplace/signal.ts';
import { BigButton, WorkplacePage } from '#kernel/web/workplace/WorkplacePage.tsx';
import { count as resource } from '../../contract/index.ts';
import classes from './count.module.css';
import { type Unsent, withFinished } from './goods.ts';
import { nextPlace, PlaceList } from './PlaceList.tsx';
import { PlaceWork } from './PlaceWork.tsx';
import { useRoute, useSheet, useUnsent } from './use-count-data.ts';
import { useCounting } from './use-counting.ts';
import type { Said } from './use-entry.ts';

/** Counting, place by place: for tablet and scanner, blind, and without waiting for the network. */
export default function CountPage({ params }: PageProps) {
  const { t } = useText();
  const id = Number(params.id);
  const at = idIn(usePage().search.place);
  const setSearch = useSetSearch();
  const [said, setSaid] = useState<Said | null>(null);
  const [refused, setRefused] = useState<readonly { what: Unsent; problem: ApiProblem }[]>([]);
  const say = (tone: Said['tone'], text: string) => {
    setSaid({ tone, text });
    if (tone !== 'note') signal(tone);
  };
  const route = useRoute(id);
  const sheet = useSheet(at);
  const outbox = useUnsent(id, (what, problem) => {
    signal('wrong');
    const isSame = (one: Unsent) => one.place === what.place && one.goods === what.goods;
    setRefused((earlier) => [...earlier.filter((one) => !isSame(one.what)), { what, problem }]);
  });
  const goTo = (place: number | null) => setSearch({ place: place === null ? undefined : String(place) });
  const arriveAt = (place: number) => {
    // Its name stands above what lies there.
    setSaid(null);
    signal('done');
    goTo(place);
  };
  const { count, ahead = 0 } = route.data ?? {};
  const unsent = outbox.waiting.map(({ meta }) => meta);
  const places = withFinished(route.data?.places ?? [], unsent);
  const me = useSession()?.user.id ?? 0;
  // On the way there, what lies at the next place is known already.
  useSheet(nextPlace(places, me, at)?.id ?? null);
  const counting = useCounting({ count: id, ahead, place: at, places, sheet: sheet.data, outbox, say, arriveAt });
  usePageTitle(`${t('stocktake.walk.title')} ${count?.number ?? ''}`);
  const done = places.filter(({ state }) => state === 'done').length;
  return (
    <WorkplacePage
      title={t('stocktake.walk.heading', { number: count?.number ?? '' })}
      note={t('stocktake.walk.progress', { done, all: places.length })}
      back={at === null ? `${resource.path}/${id}` : `${resource.path}/${id}/count`}
      waiting={outbox.waiting.length}
      isStuck={outbox.isStuck}
      onUndo={counting.canUndo ? counting.undo : undefined}
    >
      <ScanInput label={t('stocktake.walk.scan')} onScan={counting.scan} />
      <Saying said={said} next={t(at === null ? 'stocktake.walk.scanPlace' : 'stocktake.walk.choose')} />
      {refused.length > 0 && (
        <div className={classes.refused} role="alert">
          <ul>
            {refused.map(({ what, problem }) => (
              <li key={`${what.place} ${what.goods}`}>
                <strong>{what.label}</strong> {problem.problem.title}
              </li>
            ))}
          </ul>
          <BigButton tone="plain" onClick={() => setRefused([])}>
            {t('stocktake.walk.understood')}
          </BigButton>
        </div>
      )}
      {route.error && !route.data && <Fault error={route.error} onRetry={() => void route.refetch()} />}
      {!route.data && !route.error && <Waiting />}
      {count && count.state !== 'counting' && <p className={classes.over}>{t('stocktake.walk.over')}</p>}
      {count?.state === 'counting' && at === null && (
        <PlaceList places={places} isSending={unsent.length > 0} onGo={goTo} />
      )}
      {count?.state === 'counting' && at !== null && (
        <PlaceWork
          key={at}
          sheet={sheet.data}
          error={sheet.error}
          counting={counting}
          waiting={unsent.filter(({ place }) => place === at)}
          places={places}
          onGo={goTo}
        />
      )}
    </WorkplacePage>
  );
}

/** What became of the last step, else what comes next; always in the same place, so that no key moves under a thumb. */
function Saying({ said, next }: { said: Said | null; next: string }) {
  return (
    <p className={classes.said} data-tone={said?.tone ?? 'next'} role={said?.tone === 'wrong' ? 'alert' : 'status'}>
      {said?.text ?? next}
    </p>
  );
}
