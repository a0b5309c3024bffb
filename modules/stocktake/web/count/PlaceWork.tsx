import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { Fault, faultText, request, useIntent, useSession, useText, Waiting } from '#kernel/web/index.ts';
import { asDecimal } from '#kernel/web/workplace/number-keys.ts';
import { BigButton } from '#kernel/web/workplace/WorkplacePage.tsx';
import type { PlaceSheet, RoutePlace } from '../../contract/index.ts';
import classes from './count.module.css';
import { GoodsList } from './GoodsList.tsx';
import { goodsKey, keyOf, leftToCount, type Unsent } from './goods.ts';
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
  if (error && !sheet) return <Fault error={error} />;
  if (!sheet) return <Waiting />;
  const { place, positions } = sheet;
  const isOthers = place.counter !== null && place.counter.id !== me && place.state !== 'open';
  const left = leftToCount(positions, waiting);
  return (
    <div className={classes.work} data-entry={counting.goods !== null || undefined}>
      <section className={classes.sheet}>
        <div className={classes.here}>
          <h1>{place.location.title}</h1>
          <span className={classes.quiet}>
            {place.isRecount && `${t('stocktake.walk.recountHere')} · `}
            {t('stocktake.walk.left', { count: left.length })}
          </span>
          {counting.box && <span className={classes.box}>{counting.box.title}</span>}
        </div>
        {isOthers && <Taken place={place} counting={counting} />}
        <GoodsList positions={positions} counting={counting} waiting={waiting} />
      </section>
      <div className={classes.side}>
        <QuantityPad counting={counting} positions={positions} />
        <Finish
          key={place.id}
          counting={counting}
          left={left.map(keyOf)}
          isOthers={isOthers}
          onDone={() => onGo(nextPlace(places, me, place.id)?.id ?? null)}
        />
      </div>
    </div>
  );
}

interface FinishProps {
  counting: Counting;
  left: readonly string[];
  isOthers: boolean;
  onDone: () => void;
}

/** Finishing a place asks first what became of that which nobody has found. */
function Finish({ counting, left, isOthers, onDone }: FinishProps) {
  const { t } = useText();
  const [isAsking, setAsking] = useState(false);
  const onPad = counting.goods !== null && asDecimal(counting.value) !== null ? goodsKey(counting.goods) : null;
  const missing = left.filter((key) => key !== onPad).length;
  const finish = (restIsGone: boolean) => {
    if (!counting.finish(restIsGone)) return;
    setAsking(false);
    onDone();
  };
  if (!isAsking || missing === 0)
    return (
      <BigButton
        tone={missing === 0 ? 'primary' : 'plain'}
        isDisabled={isOthers}
        onClick={() => (missing === 0 ? finish(false) : setAsking(true))}
      >
        {t('stocktake.walk.finish')}
      </BigButton>
    );
  return (
    <div className={classes.rest} role="alertdialog" aria-label={t('stocktake.walk.finish')}>
      <p>{t('stocktake.walk.restIsGone', { count: missing })}</p>
      <BigButton tone="plain" onClick={() => setAsking(false)}>
        {t('stocktake.walk.countOn')}
      </BigButton>
      <BigButton tone="danger" onClick={() => finish(true)}>
        {t('stocktake.walk.isGone')}
      </BigButton>
    </div>
  );
}

/** Somebody else counts here, or has. */
function Taken({ place, counting }: { place: RoutePlace; counting: Counting }) {
  const text = useText();
  const { t } = text;
  const intent = useIntent();
  const takeOver = async () => {
    const path = `stocktake/places/${place.id}/begin`;
    try {
      await request(path, { method: 'POST', body: { takeOver: true }, idempotencyKey: intent.key([path]) });
      intent.done();
    } catch (error) {
      counting.say('wrong', faultText(error, text).title);
    }
  };
  return (
    <div className={classes.taken} role="alert">
      <IconAlertTriangle size={24} aria-hidden />
      <p>{t(`stocktake.walk.taken.${place.state}`, { user: place.counter?.title ?? '' })}</p>
      <BigButton tone="plain" onClick={() => void takeOver()}>
        {t('stocktake.walk.takeOver')}
      </BigButton>
    </div>
  );
}
