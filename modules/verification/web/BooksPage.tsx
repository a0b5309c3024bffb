import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Fault, Message, request, useFormats, useText, Waiting } from '#kernel/web/index.ts';
import { PageFrame } from '#kernel/web/parts/PageFrame.tsx';
import type { Finding, Verification } from '../contract/index.ts';
import classes from './books.module.css';

/** While somebody waits for it. */
const often = 2_000;

/** What the last look through the books has found, by what must never be otherwise. */
export default function BooksPage() {
  const { t } = useText();
  const formats = useFormats();
  const { data, error, refetch } = useQuery({
    queryKey: ['verification', 'books'],
    queryFn: ({ signal }) => request<Verification>('verification/books', { signal }),
    refetchInterval: ({ state }) => (state.data?.isRunning ? often : false),
  });
  const run = useMutation({
    mutationFn: () => request('verification/runs', { method: 'POST', body: {} }),
    onSettled: () => refetch(),
  });
  const fault = error ?? run.error;
  const groups = [...Map.groupBy(data?.findings ?? [], ({ invariant }) => invariant)];
  return (
    <PageFrame
      title={t('verification.books.title')}
      note={data?.finishedAt && t('verification.books.at', { at: formats.dateTime(data.finishedAt) })}
      actions={
        <Button loading={run.isPending || data?.isRunning} onClick={() => run.mutate()}>
          {t('verification.books.run')}
        </Button>
      }
    >
      {fault && <Fault error={fault} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && data.finishedAt === null && (
        <Message icon={<IconShieldCheck size={32} stroke={1.4} />} title={t('verification.books.never')} role="status">
          {t('verification.books.never.body')}
        </Message>
      )}
      {groups.length > 0 && (
        <ul className={classes.list}>
          {groups.map(([invariant, findings]) => (
            <Invariant key={invariant} invariant={invariant} findings={findings} />
          ))}
        </ul>
      )}
    </PageFrame>
  );
}

function Invariant({ invariant, findings }: { invariant: string; findings: readonly Finding[] }) {
  const { t } = useText();
  const broken = findings.filter(({ count }) => count > 0);
  const Icon = broken.length > 0 ? IconAlertTriangle : IconCircleCheck;
  return (
    <li className={classes.item} data-broken={broken.length > 0 || undefined}>
      <Icon className={classes.icon} size={20} aria-hidden />
      <div>
        <h2 className={classes.name}>{t(`verification.invariant.${invariant}`)}</h2>
        <p className={classes.quiet}>
          {t(broken.length > 0 ? 'verification.books.broken' : 'verification.books.sound', {
            checks: findings.length,
            broken: broken.length,
          })}
        </p>
        {broken.map(({ description, count, sample }) => (
          <p key={description} className={classes.detail} lang="en">
            {description}: {count} ({sample})
          </p>
        ))}
      </div>
    </li>
  );
}
