import { PageLink, StateBadge, useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { importRun } from '../../contract/index.ts';
import { isImportResult, type RunOutcome } from '../run/outcome.ts';
import { RunFault } from '../run/RunFault.tsx';
import { DryRunMark, RunFigures } from '../run/RunFigures.tsx';
import classes from './import.module.css';
import type { ImportJob } from './use-import.ts';

/** What came of the user's latest import. */
export function ImportResultView({ job }: { job: ImportJob }) {
  const { t } = useText();
  const { ago, dateTime } = useFormats();
  const runs = isImportResult(job.result) ? job.result.runs : [];
  const error = job.error as { code: string; params: unknown } | null;
  const at = job.finishedAt ?? job.createdAt;
  return (
    <section className={classes.result} aria-label={t('legacy.import.result')}>
      <div className={classes.line}>
        <h2 className={classes.heading}>{t('legacy.import.result')}</h2>
        <time className={classes.quiet} dateTime={at} data-tip={dateTime(at)}>
          {ago(at)}
        </time>
      </div>
      {job.state === 'canceled' && <p role="status">{t('legacy.import.canceled')}</p>}
      {error && <RunFault code={error.code} params={error.params} />}
      {runs.map((run) => (
        <RunPart key={run.id} run={run} />
      ))}
    </section>
  );
}

function RunPart({ run }: { run: RunOutcome }) {
  const labels = useLabels(importRun);
  const kind = labels.value('kind', run.kind);
  return (
    <section className={classes.run} aria-label={kind}>
      <h3 className={classes.runHead}>
        {kind} <StateBadge state={run.state} label={labels.value('state', run.state)} /> {run.dryRun && <DryRunMark />}
        <PageLink path={`${importRun.path}/${run.id}`} className={classes.runLink}>
          {run.number}
        </PageLink>
      </h3>
      <RunFigures run={run} />
    </section>
  );
}
