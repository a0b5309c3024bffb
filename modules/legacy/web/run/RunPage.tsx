import {
  Fault,
  type RecordPageProps,
  StateBadge,
  useFormats,
  useLabels,
  usePageTitle,
  useRecord,
  useText,
  Value,
} from '#kernel/web/index.ts';
import { useRememberVisit } from '#kernel/web/navigation/visits.ts';
import { importRun } from '../../contract/index.ts';
import type { ImportRunRow } from './outcome.ts';
import { ReportTable } from './ReportTable.tsx';
import { RunFault } from './RunFault.tsx';
import { DryRunMark, RunFigures } from './RunFigures.tsx';
import classes from './run.module.css';

/** A run, all on one page: when and by whom, its outcome in numbers, and every row there is something to say about. */
export default function RunPage({ id }: RecordPageProps) {
  const { t } = useText();
  const { data, error, refetch } = useRecord(importRun, id);
  if (data) return <Run run={data} />;
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  return (
    <p className={classes.page} role="status">
      {t('web.loading')}
    </p>
  );
}

const facts = ['startedAt', 'finishedAt', 'user', 'rowLimit'] as const;

function Run({ run }: { run: ImportRunRow }) {
  const labels = useLabels(importRun);
  usePageTitle(run.number);
  useRememberVisit({
    resource: importRun.name,
    path: `${importRun.path}/${run.id}`,
    title: run.number,
    subtitle: labels.value('kind', run.kind),
  });
  return (
    <article className={classes.page}>
      <header>
        <div className={classes.head}>
          <h1 className={classes.title}>{run.number}</h1>
          <StateBadge state={run.state} label={labels.value('state', run.state)} />
          {run.dryRun && <DryRunMark />}
        </div>
        <p className={classes.subtitle}>{labels.value('kind', run.kind)}</p>
      </header>
      <dl className={classes.facts}>
        {facts
          .filter((field) => run[field] !== null)
          .map((field) => (
            <div key={field}>
              <dt>{labels.field(field)}</dt>
              <dd>
                <Value resource={importRun} field={field} value={run[field]} />
              </dd>
            </div>
          ))}
        <Duration run={run} />
      </dl>
      <Outcome run={run} />
    </article>
  );
}

/** How long the run took, in seconds. */
function Duration({ run }: { run: ImportRunRow }) {
  const { t, locale } = useText();
  if (!run.finishedAt) return null;
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000;
  return (
    <div>
      <dt>{t('legacy.import.duration')}</dt>
      <dd>{new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(seconds)} s</dd>
    </div>
  );
}

function Outcome({ run }: { run: ImportRunRow }) {
  const { t } = useText();
  const { int } = useFormats();
  if (run.error) return <RunFault code={run.error} params={run.errorParams} />;
  if (run.state === 'running') return <p className={classes.quiet}>{t('legacy.import.stillRunning')}</p>;
  const unlisted = run.failed + run.warnings - run.rows.length;
  return (
    <>
      <section aria-label={t('legacy.importRun.group.counts')}>
        <RunFigures run={run} />
      </section>
      {run.rows.length === 0 ? (
        <p className={classes.quiet}>{t('legacy.report.nothing')}</p>
      ) : (
        <ReportTable runs={[run]} />
      )}
      {unlisted > 0 && <p className={classes.quiet}>{t('legacy.report.unlisted', { count: int(unlisted) })}</p>}
    </>
  );
}
