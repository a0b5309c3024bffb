import { useQuery } from '@tanstack/react-query';
import type { ListResult, Reference } from '#kernel/contract/index.ts';
import { Fault, keys, PageLink, request, type SlotProps, useFormats, useText, useWatch } from '#kernel/web/index.ts';
import { useRegistry } from '#kernel/web/registry.tsx';
import type { variant } from '../../contract/index.ts';
import { stockLists } from '../stock/use-stock-levels.ts';
import classes from './tables.module.css';

const shown = 8;

interface MovementRow {
  id: number;
  date: string;
  from: Reference;
  to: Reference;
  quantity: string;
  kind: string;
  source: string | null;
  sourceResource: string | null;
  sourceId: number | null;
}

/** The latest movements of the variant, each with the paper it goes back to. */
export default function LastMovements({ row }: SlotProps<typeof variant>) {
  const { t } = useText();
  const { movement } = stockLists;
  useWatch(movement.name);
  const filter = { 'filter[product]': String(row.id) };
  const params = String(new URLSearchParams({ ...filter, limit: String(shown) }));
  const { data, error, refetch } = useQuery({
    queryKey: keys.list(movement.name, params),
    queryFn: ({ signal }) => request<ListResult<MovementRow>>(`${movement.path}?${params}`, { signal }),
  });
  return (
    <section className={classes.section} aria-label={t('catalog.movements.title')}>
      <h2 className={classes.heading}>{t('catalog.movements.title')}</h2>
      {error && !data && <Fault error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className={classes.quiet}>{t('catalog.movements.none')}</p>}
      {data && data.items.length > 0 && <Movements rows={data.items} />}
      {data?.next && (
        <p className={classes.more}>
          <PageLink path={movement.path} search={filter}>
            {t('catalog.movements.all')}
          </PageLink>
        </p>
      )}
    </section>
  );
}

function Movements({ rows }: { rows: readonly MovementRow[] }) {
  const { t } = useText();
  const { date, quantity } = useFormats();
  const place = (location: Reference) => location.subtitle ?? location.title ?? t('web.ref.hidden');
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('stock.movement.field.date')}</th>
            <th scope="col">{t('stock.movement.field.kind')}</th>
            <th scope="col">{t('stock.movement.field.from')}</th>
            <th scope="col">{t('stock.movement.field.to')}</th>
            <th scope="col" data-align="end">
              {t('stock.movement.field.quantity')}
            </th>
            <th scope="col">{t('stock.movement.field.source')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className={classes.tight}>{date(row.date)}</td>
              <td>{t(`stock.movement.value.kind.${row.kind}`)}</td>
              <td>{place(row.from)}</td>
              <td>{place(row.to)}</td>
              <td data-align="end">{quantity(row.quantity)}</td>
              <td>
                <Source row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The paper behind a movement, as a link where it has a page. */
function Source({ row }: { row: MovementRow }) {
  const resource = useRegistry().resource(row.sourceResource ?? undefined);
  if (!resource || row.sourceId === null) return row.source;
  return <PageLink path={`${resource.path}/${row.sourceId}`}>{row.source ?? row.sourceId}</PageLink>;
}
