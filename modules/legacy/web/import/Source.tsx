import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Fault, StateBadge, useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { importRun } from '../../contract/index.ts';
import classes from './import.module.css';
import type { SourceStatus, useSource } from './use-import.ts';

/** Whether the legacy server answers, and how much it holds; when it does not, what to do about it. */
export function Source({ source }: { source: ReturnType<typeof useSource> }) {
  const { t } = useText();
  const { data, error, isFetching, refetch } = source;
  return (
    <section className={classes.section} aria-label={t('legacy.source.title')} aria-busy={isFetching}>
      <h2 className={classes.heading}>{t('legacy.source.title')}</h2>
      {data ? (
        <Status status={data} />
      ) : error ? (
        <Fault error={error} onRetry={() => void refetch()} />
      ) : (
        <p className={classes.quiet} role="status">
          {t('legacy.source.asking')}
        </p>
      )}
      {data?.configured !== false && !error && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={15} />}
          loading={isFetching}
          onClick={() => void refetch()}
        >
          {t('legacy.source.retry')}
        </Button>
      )}
    </section>
  );
}

/** No answer at all; any other fault is an answer that is of no use. */
const silent = new Set(['legacy.serverUnreachable', 'legacy.serverTimedOut']);

function Status({ status }: { status: SourceStatus }) {
  const { t } = useText();
  const { int } = useFormats();
  const labels = useLabels(importRun);
  if (!status.configured) {
    return (
      <>
        <StateBadge state="disabled" label={t('legacy.source.notConfigured')} />
        <p>{t('legacy.source.notConfigured.body')}</p>
      </>
    );
  }
  return (
    <>
      <div role="status">
        {status.reachable ? (
          <StateBadge state="available" label={t('legacy.source.reachable')} />
        ) : (
          <StateBadge
            state="failed"
            label={t(silent.has(status.error?.code ?? '') ? 'legacy.source.unreachable' : 'legacy.source.faulty')}
          />
        )}
        {status.error && <p className={classes.sourceFault}>{status.error.message}</p>}
      </div>
      <dl className={classes.facts}>
        <div>
          <dt>{t('legacy.source.address')}</dt>
          <dd>{status.url}</dd>
        </div>
        {status.generation && (
          <div>
            <dt>{t('legacy.source.version')}</dt>
            <dd>
              4D {status.generation} {status.application}
            </dd>
          </div>
        )}
        {status.tables.map(({ kind, count }) => (
          <div key={kind}>
            <dt>{labels.value('kind', kind)}</dt>
            <dd>{count === null ? '–' : int(count)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
