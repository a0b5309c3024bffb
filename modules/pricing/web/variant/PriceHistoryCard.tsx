import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reference } from '#kernel/contract/index.ts';
import { isoDate } from '#kernel/web/i18n/date-entry.ts';
import {
  Fault,
  FieldBox,
  PageLink,
  request,
  type SlotProps,
  useFormats,
  useText,
  useWatch,
  ValueInput,
} from '#kernel/web/index.ts';
import type { variant } from '#modules/catalog/contract/index.ts';
import { type BasePrice, basePrices, price, priceList } from '../../contract/index.ts';
import classes from './history.module.css';

interface ListPrice {
  id: number;
  list: Reference;
  price: string | null;
  discount: string | null;
  minQuantity: string;
  validFrom: string | null;
  validTo: string | null;
  holds: boolean;
}
interface PriceEvent {
  at: string;
  user: Reference | null;
  priceType: BasePrice | null;
  list: Reference | null;
  minQuantity: string | null;
  field: 'price' | 'discount' | 'validFrom' | 'validTo';
  before: string | null;
  after: string | null;
}
interface History {
  base: Record<BasePrice, string | null>;
  lists: ListPrice[];
  events: PriceEvent[];
}

/** What the variant costs on any day, and every change that led there. */
export default function PriceHistoryCard({ row }: SlotProps<typeof variant>) {
  const { t } = useText();
  const { money } = useFormats();
  useWatch(price.name);
  const [day, setDay] = useState(isoDate(new Date()));
  const { data, error, refetch } = useQuery({
    queryKey: ['pricing.history', row.id, row.version, day],
    queryFn: ({ signal }) => request<History>(`pricing/history?variant=${row.id}&day=${day}`, { signal }),
    placeholderData: (before) => before,
  });
  return (
    <section className={classes.section} aria-label={t('pricing.card.title')}>
      <header className={classes.head}>
        <h2 className={classes.heading}>{t('pricing.card.title')}</h2>
        <FieldBox label={t('pricing.card.day')}>
          {({ id }) => (
            <ValueInput
              id={id}
              resource={price}
              field="validFrom"
              aria-label={t('pricing.card.day')}
              value={day}
              onChange={(next) => typeof next === 'string' && /^\d{4}-\d\d-\d\d$/.test(next) && setDay(next)}
            />
          )}
        </FieldBox>
        <PageLink path="pricing/find" search={{ variant: String(row.id), date: day }}>
          {t('pricing.card.find')}
        </PageLink>
      </header>
      {error && !data && <Fault error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <dl className={classes.base} aria-label={t('pricing.card.base')}>
            {basePrices.map((type) => (
              <div key={type}>
                <dt>{t(`pricing.card.${type}`)}</dt>
                <dd>{data.base[type] === null ? t('pricing.card.none') : money(data.base[type])}</dd>
              </div>
            ))}
          </dl>
          <Lists lists={data.lists} />
          <Events events={data.events} />
        </>
      )}
    </section>
  );
}

function Lists({ lists }: { lists: readonly ListPrice[] }) {
  const { t } = useText();
  const { money, rate, quantity, date } = useFormats();
  if (lists.length === 0) return <p className={classes.quiet}>{t('pricing.card.noLists')}</p>;
  return (
    <section aria-label={t('pricing.card.lists')}>
      <h3 className={classes.caption}>{t('pricing.card.lists')}</h3>
      <ul className={classes.rows}>
        {lists.map((one) => (
          <li key={one.id} data-off={!one.holds || undefined}>
            <PageLink path={`${priceList.path}/${one.list.id}`}>{one.list.title ?? t('web.ref.hidden')}</PageLink>
            <span>
              {Number(one.minQuantity) > 0 && t('pricing.card.from', { quantity: quantity(one.minQuantity) })}
            </span>
            <span>
              {[
                one.validFrom && t('pricing.card.starts', { day: date(one.validFrom) }),
                one.validTo && t('pricing.card.until', { day: date(one.validTo) }),
              ]
                .filter(Boolean)
                .join(' ')}
            </span>
            <b>{one.price === null ? `−${rate(one.discount ?? '0')} %` : money(one.price)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

const few = 6;

function Events({ events }: { events: readonly PriceEvent[] }) {
  const { t } = useText();
  const { money, rate, quantity, date, dateTime } = useFormats();
  const [all, setAll] = useState(false);
  const told = (event: PriceEvent, value: string | null) => {
    if (value === null) return t('pricing.card.none');
    if (event.field === 'price') return money(value);
    return event.field === 'discount' ? `−${rate(value)} %` : date(value);
  };
  const what = ({ priceType, list, minQuantity, field }: PriceEvent) =>
    [
      priceType ? t(`pricing.card.${priceType}`) : (list?.title ?? t('web.ref.hidden')),
      minQuantity && Number(minQuantity) > 0 ? t('pricing.card.from', { quantity: quantity(minQuantity) }) : '',
      field === 'validFrom' || field === 'validTo' ? t(`pricing.price.field.${field}`) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <section aria-label={t('pricing.card.changes')}>
      <h3 className={classes.caption}>{t('pricing.card.changes')}</h3>
      {events.length === 0 && <p className={classes.quiet}>{t('pricing.card.noChanges')}</p>}
      <ul className={`${classes.rows} ${classes.events}`}>
        {events.slice(0, all ? events.length : few).map((event, index) => (
          <li key={`${event.at} ${String(index)}`}>
            <time dateTime={event.at} data-tip={dateTime(event.at)}>
              {date(event.at.slice(0, 10))}
            </time>
            <span>{what(event)}</span>
            <span>{event.user?.title}</span>
            <b>
              {told(event, event.before)} → {told(event, event.after)}
            </b>
          </li>
        ))}
      </ul>
      {!all && events.length > few && (
        <button type="button" className={classes.all} onClick={() => setAll(true)}>
          {t('pricing.card.all')}
        </button>
      )}
    </section>
  );
}
