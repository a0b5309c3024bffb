import { Button } from '@mantine/core';
import { request } from '#kernel/web/api/request.ts';
import { notify } from '#kernel/web/dialogs/notify.ts';
import { useFormats } from '#kernel/web/i18n/format.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { faultText } from '#kernel/web/parts/Fault.tsx';
import { StateBadge } from '#kernel/web/parts/StateBadge.tsx';
import type { Job } from '#kernel/web/realtime/live.ts';
import { isOver, percentDone, useJobs } from '#kernel/web/realtime/use-jobs.ts';
import classes from './JobsPanel.module.css';

const shown = 6;

/** The user's latest jobs with their progress. */
export default function JobsPanel() {
  const { t } = useText();
  const jobs = useJobs();
  return (
    <>
      <h2 className={classes.title}>{t('web.jobs.title')}</h2>
      {jobs.length === 0 && <p className={classes.quiet}>{t('web.jobs.none')}</p>}
      <ul className={classes.jobs}>
        {jobs.slice(0, shown).map((job) => (
          <JobEntry key={job.id} job={job} />
        ))}
      </ul>
    </>
  );
}

function JobEntry({ job }: { job: Job }) {
  const text = useText();
  const { t } = text;
  const { ago } = useFormats();
  const percent = percentDone(job);
  const stop = () => {
    request(`jobs/${job.id}/cancel`, { method: 'POST', body: {} }).catch((error) =>
      notify({ tone: 'wrong', text: faultText(error, text).title }),
    );
  };
  return (
    <li className={classes.job}>
      <div className={classes.line}>
        <span className={classes.kind}>{text.first([`job.${job.kind}`])}</span>
        <StateBadge state={job.state} label={t(`web.jobs.state.${job.state}`)} />
      </div>
      {!isOver(job) && (
        <progress
          className={classes.bar}
          aria-label={text.first([`job.${job.kind}`])}
          {...(percent === null ? {} : { value: percent })}
          max={100}
        />
      )}
      <div className={classes.line}>
        <span className={classes.quiet}>
          {isOver(job) || !job.message ? ago(job.finishedAt ?? job.createdAt) : text.first([job.message])}
        </span>
        {!isOver(job) && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={stop}>
            {t('web.jobs.cancel')}
          </Button>
        )}
      </div>
    </li>
  );
}
