import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { f } from '#kernel/contract/index.ts';
import {
  AskedField,
  Fault,
  idFor,
  idIn,
  keys,
  Message,
  PageLink,
  request,
  useMay,
  usePage,
  useReference,
  useSetSearch,
  useText,
  useWatch,
  Waiting,
} from '#kernel/web/index.ts';
import { balance, warehouse } from '#modules/stock/contract/index.ts';
import { rule, type Shortages } from '../../contract/index.ts';
import { ShortagesTable } from './ShortagesTable.tsx';
import classes from './shortages.module.css';

const question = { name: rule.name, fields: { warehouse: f.ref(warehouse.name) } };

/** What is or will be short, the most urgent first; quantities follow the stock while one looks. */
export default function ShortagesPage() {
  const { t, language } = useText();
  const may = useMay();
  const { search } = usePage();
  const setSearch = useSetSearch();
  const asked = idIn(search.warehouse);
  const place = useReference(warehouse, asked);
  const show = search.show === 'all' ? 'all' : 'short';
  useWatch(balance.name);
  const params = new URLSearchParams({ show, limit: '500', ...(asked !== null && { warehouse: String(asked) }) });
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: keys.list(balance.name, `shortages ${params} ${language}`),
    queryFn: ({ signal }) => request<Shortages>(`replenishment/shortages?${params}`, { signal }),
    placeholderData: (before) => before,
  });
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('replenishment.shortages.title')}</h1>
        {may(`${rule.name}:create`) && (
          <PageLink path={`${rule.path}/new`}>{t('replenishment.shortages.newRule')}</PageLink>
        )}
      </header>
      <div className={classes.tools}>
        <fieldset className={classes.choice} aria-label={t('replenishment.shortages.show')}>
          {(['short', 'all'] as const).map((one) => (
            <Button
              key={one}
              size="compact-sm"
              variant={one === show ? 'filled' : 'default'}
              aria-pressed={one === show}
              onClick={() => setSearch({ show: one === 'short' ? undefined : one })}
            >
              {t(`replenishment.shortages.show.${one}`)}
            </Button>
          ))}
        </fieldset>
        <div className={classes.warehouse}>
          <AskedField
            label={t('stock.warehouse')}
            resource={question}
            field="warehouse"
            value={place}
            onChange={(value) => setSearch({ warehouse: idFor(value) })}
          />
        </div>
      </div>
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && data.items.length === 0 && (
        <Message
          icon={<IconCircleCheck size={32} stroke={1.4} />}
          title={t('replenishment.shortages.nothing')}
          role="status"
        >
          {t('replenishment.shortages.nothing.body')}
        </Message>
      )}
      {data && data.items.length > 0 && (
        <div aria-busy={isFetching}>
          <ShortagesTable shortages={data} />
        </div>
      )}
    </article>
  );
}
