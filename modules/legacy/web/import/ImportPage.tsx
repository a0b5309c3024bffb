import { useText } from '#kernel/web/index.ts';
import { isImportResult } from '../run/outcome.ts';
import { ReportTable } from '../run/ReportTable.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { ImportResultView } from './ImportResultView.tsx';
import classes from './import.module.css';
import { LatestRuns } from './LatestRuns.tsx';
import { OtherRun } from './OtherRun.tsx';
import { Source } from './Source.tsx';
import { StartForm } from './StartForm.tsx';
import { isOver, useImportJob, useOtherRun, useSource } from './use-import.ts';

/** Brings families and variants over from 4D: how the source is, what to bring, how it goes, what came of it. */
export default function ImportPage() {
  const { t } = useText();
  const source = useSource();
  const job = useImportJob();
  const other = useOtherRun(job);
  const reported =
    job && isOver(job) && isImportResult(job.result)
      ? job.result.runs.filter(({ failed, warnings }) => failed + warnings > 0)
      : [];
  return (
    <article className={classes.page}>
      <header>
        <h1 className={classes.title}>{t('legacy.import.title')}</h1>
        <p className={classes.quiet}>{t('legacy.import.intro')}</p>
      </header>
      <div className={classes.columns}>
        <div className={classes.main}>
          <StartForm source={source.data} isRunning={Boolean(other ?? (job && !isOver(job)))} />
          {other && <OtherRun run={other} />}
          {job && !isOver(job) && <ImportProgress key={job.id} job={job} />}
          {job && isOver(job) && <ImportResultView key={job.id} job={job} />}
        </div>
        <aside className={classes.aside} aria-label={t('legacy.source.title')}>
          <Source source={source} />
          <LatestRuns />
        </aside>
      </div>
      {reported.length > 0 && <ReportTable key={job?.id} runs={reported} />}
    </article>
  );
}
