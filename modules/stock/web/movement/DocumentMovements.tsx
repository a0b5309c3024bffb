import type { WireRow } from '#kernel/contract/index.ts';
import { Message, PageLink, useFormats, useLabels, useList, useText } from '#kernel/web/index.ts';
import { Answer } from '#kernel/web/parts/Answer.tsx';
import { DataTable } from '#kernel/web/parts/DataTable.tsx';
import { MoreButton } from '#kernel/web/parts/MoreButton.tsx';
import { variant } from '#modules/catalog/contract/index.ts';
import { lot, movement } from '../../contract/index.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { TitleLink } from '../parts/TitleLink.tsx';

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
  return (
    <Answer
      query={{ ...list, data: list.isPending ? undefined : list.rows }}
      isNone={(rows) => rows.length === 0}
      none={
        <Message title={t('stock.papers.nothingMoved')} role="status">
          {t('stock.papers.nothingMoved.body')}
        </Message>
      }
    >
      {(rows) => (
        <>
          <MovementTable rows={rows} />
          <MoreButton rest={list} label={t('stock.papers.more')} />
        </>
      )}
    </Answer>
  );
}

function MovementTable({ rows }: { rows: readonly WireRow<typeof movement>[] }) {
  const { date, quantity } = useFormats();
  const labels = useLabels(movement);
  return (
    <DataTable
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          title: labels.field('date'),
          look: 'tight',
          value: (row) => <PageLink path={`${movement.path}/${row.id}`}>{date(row.date)}</PageLink>,
        },
        { title: labels.field('kind'), value: ({ kind }) => labels.value('kind', kind) },
        { title: labels.field('product'), value: ({ product }) => <TitleLink path={variant.path} to={product} /> },
        { title: labels.field('lot'), value: (row) => <TitleLink path={lot.path} to={row.lot} /> },
        { title: labels.field('quantity'), align: 'end', value: (row) => quantity(row.quantity) },
        {
          title: labels.field('from'),
          value: ({ from, fromCompartment, ...goods }) => (
            <PlaceLink place={from} compartment={fromCompartment} product={goods.product} lot={goods.lot} />
          ),
        },
        {
          title: labels.field('to'),
          value: ({ to, toCompartment, ...goods }) => (
            <PlaceLink place={to} compartment={toCompartment} product={goods.product} lot={goods.lot} />
          ),
        },
        { title: labels.field('reason'), look: 'quiet', value: ({ reason }) => reason?.subtitle ?? reason?.title },
      ]}
    />
  );
}
