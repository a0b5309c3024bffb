import { PageLink, StateBadge, useFormats, useLabels, useList, useText } from '#kernel/web/index.ts';
import { importRun } from '../../contract/index.ts';
import classes from './import.module.css';

const shown = 6;

/** The latest runs, whoever started them; the list of all has its own page. */
export function LatestRuns() {
  const { t } = useText();
  const { ago, dateTime } = useFormats();
  const labels = useLabels(importRun);
  const { rows, isPending } = useList(importRun, { sort: '-startedAt', limit: shown });
  return (
    <section className={classes.section} aria-label={t('legacy.import.latest')}>
      <h2 className={classes.heading}>{t('legacy.import.latest')}</h2>
      {!isPending && rows.length === 0 && <p className={classes.quiet}>{t('legacy.import.noRuns')}</p>}
      <ul className={classes.runs}>
        {rows.slice(0, shown).map((run) => (
          <li key={run.id}>
            <span className={classes.runLine}>
              <PageLink path={`${importRun.path}/${run.id}`}>{run.number}</PageLink>
              <StateBadge state={run.state} label={labels.value('state', run.state)} />
            </span>
            <span className={classes.runLine}>
              <span>
                {labels.value('kind', run.kind)}{' '}
                {run.dryRun && <span className={classes.quiet}>({t('legacy.import.dryRun')})</span>}
              </span>
              <time className={classes.quiet} dateTime={run.startedAt} data-tip={dateTime(run.startedAt)}>
                {ago(run.startedAt)}
              </time>
            </span>
          </li>
        ))}
      </ul>
      {rows.length > 0 && <PageLink path={importRun.path}>{t('legacy.import.allRuns')}</PageLink>}
    </section>
  );
}
