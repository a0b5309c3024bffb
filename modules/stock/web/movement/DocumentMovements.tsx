import { Button } from '@mantine/core';
import type { WireRow } from '#kernel/contract/index.ts';
import { Fault, Message, PageLink, useFormats, useLabels, useList, useText, Waiting } from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { lot, movement } from '../../contract/index.ts';
import classes from './movement.module.css';
import { usePlaceName } from './place-name.ts';

/** What a document has moved, in the ledger's words: the part of its page. */
export const movementsOf = (resource: { name: string }) => ({
  default: ({ row }: { row: { id: number } }) => <DocumentMovements resource={resource.name} id={row.id} />,
});

function DocumentMovements({ resource, id }: { resource: string; id: number }) {
  const { t } = useText();
  const list = useList(movement, {
    filters: [
      { field: 'sourceResource', operator: 'eq', value: resource },
      { field: 'sourceId', operator: 'eq', value: String(id) },
    ],
    sort: 'id',
    limit: 100,
  });
  if (list.error) return <Fault error={list.error} onRetry={list.refetch} />;
  if (list.isPending) return <Waiting />;
  if (list.rows.length === 0)
    return (
      <Message title={t('stock.papers.nothingMoved')} role="status">
        {t('stock.papers.nothingMoved.body')}
      </Message>
    );
  return (
    <>
      <MovementTable rows={list.rows} />
      {list.hasMore && (
        <Button variant="default" className={classes.more ?? ''} loading={list.isFetchingMore} onClick={list.fetchMore}>
          {t('stock.papers.more')}
        </Button>
      )}
    </>
  );
}

function MovementTable({ rows }: { rows: readonly WireRow<typeof movement>[] }) {
  const { date, quantity } = useFormats();
  const labels = useLabels(movement);
  const place = usePlaceName();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{labels.field('date')}</th>
            <th scope="col">{labels.field('kind')}</th>
            <th scope="col">{labels.field('product')}</th>
            <th scope="col">{labels.field('lot')}</th>
            <th scope="col" data-align="end">
              {labels.field('quantity')}
            </th>
            <th scope="col">{labels.field('from')}</th>
            <th scope="col">{labels.field('to')}</th>
            <th scope="col">{labels.field('reason')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className={classes.tight}>{date(row.date)}</td>
              <td>{labels.value('kind', row.kind)}</td>
              <td>
                <PageLink path={`${variant.path}/${row.product.id}`}>{row.product.title ?? row.product.id}</PageLink>
              </td>
              <td>
                {row.lot && <PageLink path={`${lot.path}/${row.lot.id}`}>{row.lot.title ?? row.lot.id}</PageLink>}
              </td>
              <td data-align="end">{quantity(row.quantity)}</td>
              <td>{place(row.from, row.fromCompartment)}</td>
              <td>{place(row.to, row.toCompartment)}</td>
              <td className={classes.quiet}>{row.reason?.subtitle ?? row.reason?.title}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
