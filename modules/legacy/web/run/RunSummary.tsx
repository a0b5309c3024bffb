import { IconAlertTriangle } from '@tabler/icons-react';
import { type SlotProps, useText } from '#kernel/web/index.ts';
import type { importRun } from '../../contract/index.ts';
import { useErrorSentence } from './error-sentence.ts';
import { RunFigures } from './RunFigures.tsx';
import classes from './run.module.css';

/** On the page of a run: its outcome in numbers, or why it came to none. */
export default function RunSummary({ row }: SlotProps<typeof importRun>) {
  const { t } = useText();
  if (row.error) return <RunFault code={row.error} params={row.errorParams} />;
  if (row.state === 'running') return <p className={classes.quiet}>{t('legacy.import.stillRunning')}</p>;
  return (
    <section aria-label={t('legacy.importRun.group.counts')}>
      <RunFigures run={row} />
    </section>
  );
}

/** What ended an import before its end. */
export function RunFault({ code, params }: { code: string; params: unknown }) {
  const { t } = useText();
  const sentence = useErrorSentence(code, params);
  return (
    <div className={classes.fault} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <p className={classes.faultTitle}>{t('legacy.import.failed')}</p>
        <p>{sentence}</p>
      </div>
    </div>
  );
}
