import { IconCheck, IconChevronRight, IconRefresh, IconUser } from '@tabler/icons-react';
import { useSession, useText } from '#kernel/web/index.ts';
import { BigButton } from '#kernel/web/workplace/WorkplacePage.tsx';
import type { RoutePlace } from '../../contract/index.ts';
import classes from './count.module.css';

/** The next place nobody stands before; what oneself has begun comes first. */
export function nextPlace(places: readonly RoutePlace[], me: number, after: number | null = null): RoutePlace | null {
  const mine = places.find((one) => one.state === 'counting' && one.counter?.id === me && one.id !== after);
  if (mine) return mine;
  const open = places.filter((one) => one.state === 'open' && one.id !== after);
  const from = places.findIndex(({ id }) => id === after);
  return open.find((one) => places.indexOf(one) > from) ?? open[0] ?? null;
}

interface PlaceListProps {
  places: readonly RoutePlace[];
  /** Something is not on the server yet: it is sent while this page is open. */
  isSending: boolean;
  onGo: (place: number) => void;
}

/** The places in the order of the way: where to go next, and who is where. */
export function PlaceList({ places, isSending, onGo }: PlaceListProps) {
  const { t } = useText();
  const me = useSession()?.user.id ?? 0;
  const next = nextPlace(places, me);
  return (
    <div className={classes.list}>
      {next ? (
        <BigButton onClick={() => onGo(next.id)}>
          {t('stocktake.walk.next', { location: next.location.title ?? '' })}
        </BigButton>
      ) : (
        <p className={classes.over}>{t(isSending ? 'stocktake.walk.sending' : 'stocktake.walk.allDone')}</p>
      )}
      <ul className={classes.places} aria-label={t('stocktake.walk.allPlaces')}>
        {places.map((one) => (
          <li key={one.id}>
            <button type="button" className={classes.place} data-state={one.state} onClick={() => onGo(one.id)}>
              <PlaceMark place={one} />
              <span className={classes.code}>
                {one.location.title}
                {one.location.subtitle && <span className={classes.quiet}>{one.location.subtitle}</span>}
              </span>
              <span className={classes.quiet}>
                {one.isRecount
                  ? t('stocktake.walk.recounts', { count: one.open })
                  : t('stocktake.walk.positions', { count: one.positions })}
                {one.counter && <span className={classes.who}>{one.counter.title}</span>}
              </span>
              <IconChevronRight size={22} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function PlaceMark({ place: { state, isRecount } }: { place: RoutePlace }) {
  const { t } = useText();
  const label = isRecount ? t('stocktake.position.value.state.recount') : t(`stocktake.place.value.state.${state}`);
  return (
    <span className={classes.mark} data-state={isRecount ? 'recount' : state} role="img" aria-label={label}>
      {state === 'done' && <IconCheck size={22} />}
      {state === 'counting' && <IconUser size={20} />}
      {isRecount && state === 'open' && <IconRefresh size={20} />}
    </span>
  );
}
