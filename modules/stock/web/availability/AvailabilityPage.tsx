import { IconPackage } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import {
  AskedField,
  Fault,
  idFor,
  idIn,
  Message,
  usePage,
  usePageTitle,
  useReference,
  useSetSearch,
  useText,
} from '#kernel/web/index.ts';
import { ChoiceButtons } from '#kernel/web/parts/ChoiceButtons.tsx';
import { MoreButton } from '#kernel/web/parts/MoreButton.tsx';
import { demand, warehouse } from '../../contract/index.ts';
import { AvailabilityTable } from './AvailabilityTable.tsx';
import classes from './availability.module.css';
import { useAvailability } from './use-availability.ts';

const horizons = [7, 14, 28] as const;

/** Every product with what there is of it, what comes and what is asked for: by warehouse, and day by day. */
export default function AvailabilityPage() {
  const { t } = useText();
  const { search } = usePage();
  const setSearch = useSetSearch();
  usePageTitle(t('stock.availability.title'));
  const days = horizons.find((one) => String(one) === search.days) ?? 14;
  const show = search.show === 'asked' ? 'asked' : 'all';
  const place = idIn(search.warehouse);
  const list = useAvailability({ q: search.q ?? '', warehouse: place, show, days });
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('stock.availability.title')}</h1>
        <div className={classes.filters}>
          <SearchField value={search.q ?? ''} onChange={(q) => setSearch({ q: q || undefined })} />
          <WarehouseField id={place} onChange={(id) => setSearch({ warehouse: id })} />
          <ChoiceButtons
            label={t('stock.availability.show')}
            options={['all', 'asked']}
            value={show}
            text={(one) => t(`stock.availability.show.${one}`)}
            onChange={(one) => setSearch({ show: one === 'all' ? undefined : one })}
          />
          <ChoiceButtons
            label={t('stock.availability.horizon')}
            options={horizons}
            value={days}
            text={(one) => t('stock.availability.weeks', { count: one / 7 })}
            onChange={(one) => setSearch({ days: one === 14 ? undefined : String(one) })}
          />
        </div>
      </header>
      {list.error && <Fault error={list.error} onRetry={() => list.refetch()} />}
      <div className={classes.scroller} data-list data-fetching={list.isOutdated || undefined}>
        {list.data?.length === 0 && (
          <Message icon={<IconPackage size={32} stroke={1.4} />} title={t('stock.availability.empty.title')}>
            {t('stock.availability.empty')}
          </Message>
        )}
        {list.items.length > 0 && <AvailabilityTable items={list.items} days={list.first?.days ?? []} />}
        <div className={classes.more}>
          <MoreButton rest={list} label={t('stock.availability.more')} />
        </div>
      </div>
    </article>
  );
}

/** Asks once the typing pauses. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => latest.current(typed), 250);
    return () => clearTimeout(timer);
  }, [typed, value]);
  return (
    <input
      type="search"
      className={classes.search}
      value={typed}
      aria-label={t('stock.availability.search')}
      placeholder={t('stock.availability.search')}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

function WarehouseField({ id, onChange }: { id: number | null; onChange: (id: string | undefined) => void }) {
  const { t } = useText();
  const value = useReference(warehouse, id);
  return (
    <div className={classes.warehouse}>
      <AskedField
        label={t('stock.warehouse')}
        resource={demand}
        field="warehouse"
        value={value}
        onChange={(next) => onChange(idFor(next))}
      />
    </div>
  );
}
