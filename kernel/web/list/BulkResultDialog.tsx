import { Dialog } from '../dialogs/Dialog.tsx';
import type { DialogProps } from '../dialogs/dialogs.ts';
import { useText } from '../i18n/text.ts';
import classes from './ImportDialog.module.css';
import type { FailedRow } from './use-bulk.ts';

/** Which of many records were refused, and why. */
export default function BulkResultDialog({
  done,
  failures,
  close,
}: DialogProps<void> & { done: number; failures: readonly FailedRow[] }) {
  const { t } = useText();
  return (
    <Dialog title={t('web.bulk.failed', { count: failures.length })} onClose={() => close()} size="lg">
      <p>{t('web.bulk.partly', { done, failed: failures.length })}</p>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <tbody>
            {failures.map(({ title, problem }) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                <td>{problem.title}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Dialog>
  );
}
