import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { formatDecimal, parseDecimal } from '#kernel/contract/index.ts';
import { Fault, PageLink, request, type SlotProps, useFormats, useText } from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import type { priceChange } from '../../contract/index.ts';
import classes from './preview.module.css';

interface PreviewRow {
  variant: number | null;
  subject: string;
  name: string | null;
  before: string | null;
  after: string;
}
interface Preview {
  items: PreviewRow[];
  total: number;
  raised: number;
  lowered: number;
  next: number | null;
}

const pageSize = 100;

/** Before and after of every price: of a draft what it would do, else what it did. */
export default function ChangePreview({ row }: SlotProps<typeof priceChange>) {
  const { t } = useText();
  const isDraft = row.state === 'draft';
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, isPending } = useInfiniteQuery({
    queryKey: ['pricing.preview', row.id, row.version],
    queryFn: ({ pageParam, signal }) =>
      request<Preview>(`pricing/changes/${row.id}/preview?from=${pageParam}&limit=${pageSize}`, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last: Preview) => last.next,
    // A draft says what it would do now.
    staleTime: isDraft ? 0 : 300_000,
  });
  const title = t(isDraft ? 'pricing.preview.title' : 'pricing.preview.done');
  const [first] = data?.pages ?? [];
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes.section} aria-label={title} aria-busy={isPending}>
      <h2 className={classes.heading}>{title}</h2>
      {error && rows.length === 0 && <Fault error={error} onRetry={() => void refetch()} />}
      {first && rows.length === 0 && (
        <p className={classes.quiet}>{t(isDraft ? 'pricing.preview.none' : 'pricing.preview.noneDone')}</p>
      )}
      {first && rows.length > 0 && (
        <>
          <p className={classes.sums}>
            {t(isDraft ? 'pricing.preview.sums' : 'pricing.preview.sumsDone', {
              total: first.total,
              raised: first.raised,
              lowered: first.lowered,
            })}
          </p>
          <Rows rows={rows} />
          {hasNextPage && (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              {t('pricing.preview.more')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function Rows({ rows }: { rows: readonly PreviewRow[] }) {
  const { t } = useText();
  const { money } = useFormats();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('pricing.preview.article')}</th>
            <th scope="col">{t('pricing.preview.name')}</th>
            {(['before', 'after', 'difference'] as const).map((name) => (
              <th key={name} scope="col" data-align="end">
                {t(`pricing.preview.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${row.subject} ${String(index)}`}>
              <td className={classes.tight}>
                {row.variant === null ? (
                  row.subject
                ) : (
                  <PageLink path={`${variant.path}/${row.variant}`}>{row.subject}</PageLink>
                )}
              </td>
              <td>{row.name}</td>
              <td data-align="end">{row.before === null ? '–' : money(row.before)}</td>
              <td data-align="end" className={classes.after}>
                {money(row.after)}
              </td>
              <td data-align="end">{row.before === null ? '' : difference(row.before, row.after, money)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `+1,50` or `−1,50`. */
function difference(before: string, after: string, money: (value: string) => string): string {
  const change = (parseDecimal(after, 'money') ?? 0) - (parseDecimal(before, 'money') ?? 0);
  return `${change < 0 ? '−' : '+'}${money(formatDecimal(Math.abs(change), 'money'))}`;
}
