import { usePaged } from '#kernel/web/api/use-paged.ts';
import { Message, PageLink, type SlotProps, useFormats, useLabels, useText, useWatch } from '#kernel/web/index.ts';
import { Answer } from '#kernel/web/parts/Answer.tsx';
import { DataTable } from '#kernel/web/parts/DataTable.tsx';
import { MoreButton } from '#kernel/web/parts/MoreButton.tsx';
import { balance, type CardLine, type MovementPage, movement } from '../../contract/index.ts';
import { PaperLink } from '../parts/PaperLink.tsx';
import { PlaceLink } from '../parts/PlaceLink.tsx';

/** How the balance came to be: its movements, newest first, each with what lay there afterwards. */
export default function StockCard({ row }: SlotProps<typeof balance>) {
  const { t } = useText();
  useWatch(balance.name);
  const list = usePaged<MovementPage<CardLine>>({
    resource: balance.name,
    path: `${balance.path}/${row.id}/movements`,
    from: 'before',
  });
  return (
    <Answer
      query={list}
      isNone={(items) => items.length === 0}
      none={<Message title={t('stock.card.none')} role="status" />}
    >
      {(items) => (
        <>
          <CardTable items={items} of={row} />
          <MoreButton rest={list} label={t('stock.papers.more')} />
        </>
      )}
    </Answer>
  );
}

interface CardTableProps {
  items: readonly CardLine[];
  /** The goods that lie there. */
  of: Pick<SlotProps<typeof balance>['row'], 'product' | 'lot'>;
}

function CardTable({ items, of: { product, lot } }: CardTableProps) {
  const { t } = useText();
  const { date, dateTime, quantity } = useFormats();
  const labels = useLabels(movement);
  const change = (decimal: string) => `${decimal.startsWith('-') ? '' : '+'}${quantity(decimal)}`;
  return (
    <DataTable
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          title: labels.field('date'),
          look: 'tight',
          value: (item) => <PageLink path={`${movement.path}/${item.id}`}>{date(item.date)}</PageLink>,
        },
        { title: labels.field('kind'), value: ({ kind }) => labels.value('kind', kind) },
        {
          title: labels.field('source'),
          value: ({ sourceResource, sourceId, source }) => (
            <PaperLink resource={sourceResource} id={sourceId} title={source} />
          ),
        },
        { title: t('stock.card.other'), value: ({ other }) => <PlaceLink place={other} product={product} lot={lot} /> },
        { title: t('stock.card.change'), align: 'end', value: (item) => change(item.quantity) },
        { title: t('stock.card.after'), align: 'end', value: ({ after }) => quantity(after) },
        {
          title: t('stock.card.by'),
          look: 'quiet',
          tip: ({ at }) => dateTime(at),
          value: ({ user }) => user?.title,
        },
      ]}
    />
  );
}
