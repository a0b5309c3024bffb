import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { ApiProblem, Fault, faultText, request, useIntent, useSession, useText, Waiting } from '#kernel/web/index.ts';
import { BigButton } from '#kernel/web/workplace/WorkplacePage.tsx';
import type { PlaceSheet, RoutePlace } from '../../contract/index.ts';
import classes from './count.module.css';
import { GoodsList } from './GoodsList.tsx';
import type { Unsent } from './goods.ts';
import { nextPlace } from './PlaceList.tsx';
import { QuantityPad } from './QuantityPad.tsx';
import type { Counting } from './use-counting.ts';

interface PlaceWorkProps {
  sheet: PlaceSheet | undefined;
  error: unknown;
  counting: Counting;
  waiting: readonly Unsent[];
  places: readonly RoutePlace[];
  onGo: (place: number | null) => void;
}

/** One place: what is to be counted there, how much, and that it is finished. */
export function PlaceWork({ sheet, error, counting, waiting, places, onGo }: PlaceWorkProps) {
  const { t } = useText();
  const me = useSession()?.user.id ?? 0;
  const finishing = useFinishing(counting, () => {
    const next = nextPlace(places, me, sheet?.place.id ?? null);
    onGo(next?.id ?? null);
  });
  if (error && !sheet) return <Fault error={error} />;
  if (!sheet) return <Waiting />;
  const { place, positions } = sheet;
  const isOthers = place.counter !== null && place.counter.id !== me && place.state !== 'open';
  const open = positions.filter((one) => one.state === 'open' || one.state === 'recount').length;
  return (
    <div className={classes.work} data-entry={counting.goods !== null || undefined}>
      <section className={classes.sheet}>
        <div className={classes.here}>
          <h1>{place.location.title}</h1>
          <span className={classes.quiet}>
            {place.isRecount && `${t('stocktake.walk.recountHere')} · `}
            {t('stocktake.walk.left', { count: open })}
          </span>
          {counting.box && <span className={classes.box}>{counting.box.title}</span>}
        </div>
        {isOthers && (
          <div className={classes.taken} role="alert">
            <IconAlertTriangle size={24} aria-hidden />
            <p>{t(`stocktake.walk.taken.${place.state}`, { user: place.counter?.title ?? '' })}</p>
            <BigButton tone="plain" onClick={() => void finishing.begin(place.id)}>
              {t('stocktake.walk.takeOver')}
            </BigButton>
          </div>
        )}
        <GoodsList positions={positions} counting={counting} waiting={waiting} />
      </section>
      <div className={classes.side}>
        <QuantityPad counting={counting} positions={positions} />
        {finishing.asks === null ? (
          <BigButton
            tone={open === 0 ? 'primary' : 'plain'}
            isDisabled={isOthers || waiting.length > 0}
            onClick={() => void finishing.finish(place.id, false)}
          >
            {t('stocktake.walk.finish')}
          </BigButton>
        ) : (
          <div className={classes.rest} role="alertdialog" aria-label={t('stocktake.walk.finish')}>
            <p>{t('stocktake.walk.restIsGone', { count: finishing.asks })}</p>
            <BigButton tone="plain" onClick={finishing.goOn}>
              {t('stocktake.walk.countOn')}
            </BigButton>
            <BigButton tone="danger" onClick={() => void finishing.finish(place.id, true)}>
              {t('stocktake.walk.isGone')}
            </BigButton>
          </div>
        )}
      </div>
    </div>
  );
}

/** Finishing a place asks first what became of that which nobody has found. */
function useFinishing(counting: Counting, onDone: () => void) {
  const text = useText();
  const intent = useIntent();
  const [asks, setAsks] = useState<number | null>(null);
  const call = async (path: string, body: object) => {
    await request(path, { method: 'POST', body, idempotencyKey: intent.key([path, body]) });
    intent.done();
  };
  const finish = async (place: number, restIsGone: boolean) => {
    if (!counting.commit()) return;
    try {
      await call(`stocktake/places/${place}/finish`, { restIsGone });
      setAsks(null);
      counting.say('done', text.t('stocktake.walk.finished'));
      onDone();
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'stocktake.stillOpen')
        return setAsks(Number(error.problem.params.count));
      counting.say('wrong', faultText(error, text).title);
    }
  };
  return {
    asks,
    finish,
    goOn: () => setAsks(null),
    begin: (place: number) =>
      call(`stocktake/places/${place}/begin`, { takeOver: true }).catch((error: unknown) =>
        counting.say('wrong', faultText(error, text).title),
      ),
  };
}
