import { useText } from '../i18n/text.ts';
import classes from './Waiting.module.css';

/** Stands where an answer is on its way; what is there at once never shows it. */
export function Waiting() {
  const { t } = useText();
  return (
    <div className={classes.bones} role="status" aria-busy aria-label={t('web.loading')}>
      <div />
      <div />
      <div />
    </div>
  );
}
