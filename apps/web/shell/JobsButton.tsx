import { useState } from 'react';
import { useText } from '#kernel/web/i18n/text.ts';
import { lazyPart } from '#kernel/web/lazy.tsx';
import { IconButton } from '#kernel/web/parts/IconButton.tsx';
import { PopoverButton } from '#kernel/web/parts/PopoverButton.tsx';
import { isOver, percentDone, useJobs } from '#kernel/web/realtime/use-jobs.ts';
import { Ring } from './Ring.tsx';

const JobsPanel = lazyPart(() => import('./JobsPanel.tsx'));

/** How long work that is done stays in view, in ms. */
const recent = 30 * 60_000;

/** Work that goes on in the background, and what has come of it lately; absent while there is none. */
export function JobsButton() {
  const { t } = useText();
  const jobs = useJobs();
  const [opened, setOpened] = useState(false);
  const running = jobs.filter((job) => !isOver(job));
  const done = jobs.filter((job) => job.finishedAt && Date.now() - Date.parse(job.finishedAt) < recent);
  const failed = done.some((job) => job.state === 'failed');
  if (running.length === 0 && !opened && done.length === 0) return null;
  const known = running.map(percentDone).filter((percent): percent is number => percent !== null);
  const percent = known.length > 0 ? known.reduce((sum, one) => sum + one, 0) / known.length : null;
  return (
    <PopoverButton
      opened={opened}
      onOpened={setOpened}
      label={t('web.jobs.title')}
      width={340}
      trigger={
        <IconButton label={t(running.length > 0 ? 'web.jobs.running' : 'web.jobs.title', { count: running.length })}>
          <Ring
            percent={running.length > 0 ? percent : 100}
            tone={running.length > 0 ? 'progress' : failed ? 'wrong' : 'done'}
          />
        </IconButton>
      }
    >
      {() => <JobsPanel />}
    </PopoverButton>
  );
}
