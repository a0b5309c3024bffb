import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { faultText, notify, useFormats, useText } from '#kernel/web/index.ts';
import classes from './import.module.css';
import { addSample, rateOf, type Sample } from './import-rate.ts';
import { type ImportJob, useCancelImport } from './use-import.ts';

/** The import as it goes: phase, rows, speed; every step comes over the socket. */
export function ImportProgress({ job }: { job: ImportJob }) {
  const text = useText();
  const { t, has } = text;
  const { int } = useFormats();
  const cancel = useCancelImport();
  const { phases, rate } = usePhases(job);
  const phase = job.message && has(job.message) ? t(job.message) : t('legacy.import.waiting');
  const left = rate && job.total ? Math.ceil((job.total - job.progress) / rate) : null;
  const stop = () =>
    cancel.mutate(job.id, {
      onError: (error) => notify({ tone: 'wrong', text: faultText(error, text).title }),
    });
  return (
    <section className={classes.progress} aria-label={t('legacy.import.progress')}>
      <div className={classes.line}>
        <h2 className={classes.heading} aria-live="polite">
          {phase}
        </h2>
        <Button variant="default" loading={cancel.isPending} onClick={stop}>
          {t('legacy.import.cancel')}
        </Button>
      </div>
      <progress
        className={classes.bar}
        aria-label={phase}
        max={job.total ?? 1}
        {...(job.total === null ? {} : { value: job.progress })}
      />
      <p className={classes.numbers}>
        {job.total !== null && t('legacy.import.count', { done: int(job.progress), total: int(job.total) })}
        {rate !== null && <span>{t('legacy.import.rate', { rate: int(Math.round(rate)) })}</span>}
        {left !== null && left > 0 && <span>{t('legacy.import.left', { seconds: left })}</span>}
      </p>
      {phases.length > 0 && (
        <ul className={classes.phases} aria-label={t('legacy.import.done')}>
          {phases.map(({ id, total }) => (
            <li key={id}>
              {t(id)} <span className={classes.quiet}>{int(total)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface Watched {
  samples: Sample[];
  /** Phases that are over, with the rows they had. */
  phases: { id: string; total: number }[];
}

/** What has been seen of the job since the page was opened. */
function usePhases({ message, progress, total }: ImportJob): { phases: Watched['phases']; rate: number | null } {
  const [watched, setWatched] = useState<Watched>({ samples: [], phases: [] });
  useEffect(() => {
    setWatched((before) => {
      const last = before.samples.at(-1);
      const isNext = last?.phase && last.phase !== message;
      return {
        samples: addSample(before.samples, { phase: message, done: progress, at: Date.now() }),
        phases: isNext && last.phase ? [...before.phases, { id: last.phase, total: last.done }] : before.phases,
      };
    });
  }, [message, progress]);
  return { phases: watched.phases, rate: total === null ? null : rateOf(watched.samples) };
}
