import type { Reference } from '#kernel/contract/index.ts';
import { useRows } from '#kernel/web/api/use-list.ts';
import { Fault, PageLink, type SlotProps, useFormats, useText } from '#kernel/web/index.ts';
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
  const list = useRows<MovementRow>(movement, {
    filters: [{ field: 'product', operator: 'eq', value: String(row.id) }],
    limit: shown,
  });
  const { rows, isPending, error, refetch } = list;
  return (
    <section className={classes.section} aria-label={t('catalog.movements.title')}>
      <h2 className={classes.heading}>{t('catalog.movements.title')}</h2>
      {error && rows.length === 0 && <Fault error={error} onRetry={refetch} />}
      {!isPending && !error && rows.length === 0 && <p className={classes.quiet}>{t('catalog.movements.none')}</p>}
      {rows.length > 0 && <Movements rows={rows.slice(0, shown)} />}
      {list.hasMore && (
        <p className={classes.more}>
          <PageLink path={movement.path} search={{ 'filter[product]': String(row.id) }}>
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
  const place = ({ title, subtitle }: Reference) =>
    // Virtual places have no name, only the kind they stand for: `@supplier`.
    title?.startsWith('@')
      ? t(`stock.location.value.kind.${title.slice(1)}`)
      : (subtitle ?? title ?? t('web.ref.hidden'));
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
