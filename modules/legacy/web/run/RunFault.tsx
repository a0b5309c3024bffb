import { IconAlertTriangle } from '@tabler/icons-react';
import { useText } from '#kernel/web/index.ts';
import { useErrorSentence } from './error-sentence.ts';
import classes from './run.module.css';

/** What ended an import before its end, and what to do about it. */
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
