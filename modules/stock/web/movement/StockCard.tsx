import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Reference } from '#kernel/contract/index.ts';
import {
  Fault,
  keys,
  Message,
  request,
  type SlotProps,
  useFormats,
  useLabels,
  useText,
  useWatch,
  Waiting,
} from '#kernel/web/index.ts';
import { balance, movement } from '../../contract/index.ts';
import classes from './movement.module.css';
import { PaperLink } from './PaperLink.tsx';
import { usePlaceName } from './place-name.ts';

interface CardLine {
  id: number;
  date: string;
  at: string;
  user: Reference | null;
  kind: string;
  source: string | null;
  sourceResource: string | null;
  sourceId: number | null;
  other: Reference;
  quantity: string;
  after: string;
}
interface Page {
  items: CardLine[];
  next: number | null;
}

/** How the balance came to be: its movements, newest first, each with what lay there afterwards. */
export default function StockCard({ row }: SlotProps<typeof balance>) {
  const { t } = useText();
  useWatch(balance.name);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: keys.list(balance.name, `card ${row.id}`),
    queryFn: ({ pageParam, signal }) =>
      request<Page>(`${balance.path}/${row.id}/movements${pageParam ? `?before=${pageParam}` : ''}`, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Message title={t('stock.card.none')} role="status" />;
  return (
    <>
      <CardTable items={items} />
      {hasNextPage && (
        <Button
          variant="default"
          className={classes.more ?? ''}
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('stock.papers.more')}
        </Button>
      )}
    </>
  );
}

function CardTable({ items }: { items: readonly CardLine[] }) {
  const { t } = useText();
  const { date, dateTime, quantity } = useFormats();
  const labels = useLabels(movement);
  const place = usePlaceName();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{labels.field('date')}</th>
            <th scope="col">{labels.field('kind')}</th>
            <th scope="col">{labels.field('source')}</th>
            <th scope="col">{t('stock.card.other')}</th>
            <th scope="col" data-align="end">
              {t('stock.card.change')}
            </th>
            <th scope="col" data-align="end">
              {t('stock.card.after')}
            </th>
            <th scope="col">{t('stock.card.by')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className={classes.tight}>{date(item.date)}</td>
              <td>{labels.value('kind', item.kind)}</td>
              <td>
                <PaperLink resource={item.sourceResource} id={item.sourceId} title={item.source} />
              </td>
              <td>{place(item.other)}</td>
              <td data-align="end">
                {item.quantity.startsWith('-') ? '' : '+'}
                {quantity(item.quantity)}
              </td>
              <td data-align="end">{quantity(item.after)}</td>
              <td className={classes.quiet} data-tip={dateTime(item.at)}>
                {item.user?.title}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
