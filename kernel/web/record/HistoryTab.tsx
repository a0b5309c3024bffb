import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { AnyResource } from '../../contract/index.ts';
import { keys } from '../api/keys.ts';
import { request } from '../api/request.ts';
import type { HistoryEntry } from '../api/use-record.ts';
import { FieldChange } from '../changes/FieldChange.tsx';
import { useFormats } from '../i18n/format.ts';
import { type Labels, useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { Fault } from '../parts/Fault.tsx';
import classes from './HistoryTab.module.css';

/** Who changed what, and when: newest first, each field before and after. */
export default function HistoryTab({ resource, id }: { resource: AnyResource; id: number }) {
  const { t } = useText();
  const labels = useLabels(resource);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: keys.history(resource.name, id),
    queryFn: ({ pageParam, signal }) =>
      request<{ items: HistoryEntry[]; next: string | null }>(
        `${resource.path}/${id}/history${pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (isPending) return <p className={classes.quiet}>{t('web.loading')}</p>;
  const entries = data.pages.flatMap((page) => page.items);
  return (
    <>
      <ol className={classes.timeline}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} resource={resource} labels={labels} />
        ))}
      </ol>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('web.history.older')}
        </Button>
      )}
    </>
  );
}

function Entry({ entry, resource, labels }: { entry: HistoryEntry; resource: AnyResource; labels: Labels }) {
  const { t, has } = useText();
  const { dateTime, ago } = useFormats();
  const action = has(`web.history.${entry.action}`) ? t(`web.history.${entry.action}`) : labels.verb(entry.action);
  return (
    <li className={classes.entry}>
      <p className={classes.what}>
        <b>{action}</b>
        <span className={classes.quiet}>
          {t('web.history.by', { name: entry.user?.title ?? t('web.history.system') })}
        </span>
        <time className={classes.quiet} dateTime={entry.at} data-tip={dateTime(entry.at)}>
          {ago(entry.at)}
        </time>
      </p>
      {entry.action !== 'create' && (
        <dl className={classes.changes}>
          {Object.entries(entry.changes).map(([name, change]) => (
            <div key={name} data-wide={resource.fields[name]?.kind === 'lines' || undefined}>
              <dt>{labels.field(name)}</dt>
              <dd>
                <FieldChange spec={resource.fields[name]} path={name} labels={labels} change={change} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
