import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reference } from '#kernel/contract/index.ts';
import {
  Fault,
  keys,
  Message,
  PageLink,
  request,
  type SlotProps,
  useFormats,
  useLabels,
  useText,
  useWatch,
} from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { balance, box, movement } from '../../contract/index.ts';
import classes from './box.module.css';

interface BoxMovement {
  id: number;
  at: string;
  user: Reference | null;
  kind: string;
  product: Reference | null;
  lot: Reference | null;
  quantity: string;
  from: Reference | null;
  fromCompartment: Reference | null;
  to: Reference | null;
  toCompartment: Reference | null;
  source: string | null;
}
interface Page {
  items: BoxMovement[];
  next: number | null;
}

/** So many pages, one after the other. */
async function fetchPages(id: number, count: number, signal: AbortSignal): Promise<Page> {
  const items: BoxMovement[] = [];
  let next: number | null = null;
  for (let page = 0; page < count && (page === 0 || next !== null); page++) {
    const before: string = next === null ? '' : `?before=${next}`;
    const found: Page = await request<Page>(`${box.path}/${id}/movements${before}`, { signal });
    items.push(...found.items);
    next = found.next;
  }
  return { items, next };
}

/** What went into the box, out of it, or with it; newest first. */
export default function BoxMovements({ row }: SlotProps<typeof box>) {
  const { t } = useText();
  const [pages, setPages] = useState(1);
  useWatch(balance.name);
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: keys.list(balance.name, `movements of box ${row.id} ${pages}`),
    queryFn: ({ signal }) => fetchPages(row.id, pages, signal),
    placeholderData: keepPreviousData,
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (data?.items.length === 0) return <Message title={t('stock.slots.noMovements')} role="status" />;
  return (
    <>
      <MovementTable items={data?.items ?? []} />
      {data && data.next !== null && (
        <Button
          variant="default"
          className={classes.more ?? ''}
          loading={isFetching}
          onClick={() => setPages((now) => now + 1)}
        >
          {t('stock.slots.older')}
        </Button>
      )}
    </>
  );
}

function MovementTable({ items }: { items: readonly BoxMovement[] }) {
  const { t } = useText();
  const { dateTime, quantity } = useFormats();
  const labels = useLabels(movement);
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('stock.slots.at')}</th>
            <th scope="col">{labels.field('kind')}</th>
            <th scope="col">{labels.field('product')}</th>
            <th scope="col" data-align="end">
              {labels.field('quantity')}
            </th>
            <th scope="col">{labels.field('from')}</th>
            <th scope="col">{labels.field('to')}</th>
            <th scope="col">{t('stock.slots.by')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className={classes.nowrap}>{dateTime(item.at)}</td>
              <td>{labels.value('kind', item.kind)}</td>
              <td>
                {item.product && (
                  <PageLink path={`${variant.path}/${item.product.id}`}>
                    {item.product.title ?? t('web.ref.hidden')}
                  </PageLink>
                )}
                {item.lot && <span className={classes.quiet}> {item.lot.title}</span>}
              </td>
              <td data-align="end">{quantity(item.quantity)}</td>
              <td>{spot(item.from, item.fromCompartment)}</td>
              <td>{spot(item.to, item.toCompartment)}</td>
              <td className={classes.quiet}>{item.user?.title}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The compartment names its box; the place follows where one wants to know where that stood. */
const spot = (place: Reference | null, compartment: Reference | null) =>
  compartment ? `${compartment.title} (${place?.title ?? ''})` : (place?.title ?? '');
