import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiProblem, faultText, NetworkFailure, useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import classes from './entry.module.css';
import type { Faults } from './order-body.ts';
import type { DraftLine } from './order-draft.ts';
import type { Trouble } from './use-save-order.ts';

interface EntryTroubleProps {
  trouble: Trouble;
  faults: Faults;
  lines: readonly DraftLine[];
  /** Whether the order stands on the server, if only as a draft. */
  isSaved: boolean;
  onJump: (path: string) => void;
  onRetry: () => void;
}

/** Above the order: why it was not saved or confirmed, and what is to be mended, each a jump to its cell. */
export function EntryTrouble({ trouble, faults, lines, isSaved, onJump, onRetry }: EntryTroubleProps) {
  const text = useText();
  const { t } = text;
  const { error } = trouble;
  const labels = useLabels(salesOrder);
  const paths = Object.keys(faults);
  const isOnlySaved = trouble.stage === 'confirm' && isSaved && error instanceof ApiProblem;
  const nameOf = (path: string) => {
    const [key, field] = path.split('.');
    const index = lines.findIndex((line) => String(line.key) === key);
    return field === undefined || index < 0
      ? labels.field(path)
      : t('web.lines.cell', { field: labels.field(`lines.${field}`), line: index + 1 });
  };
  return (
    <div role="alert" className={classes.trouble}>
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <TroubleTitle trouble={trouble} count={paths.length} isOnlySaved={isOnlySaved} />
        {paths.length > 0 && (
          <ul className={classes.troubleList}>
            {paths.map((path) => (
              <li key={path}>
                <button type="button" className={classes.jump} onClick={() => onJump(path)}>
                  {nameOf(path)}
                </button>
                : {faults[path]}
              </li>
            ))}
          </ul>
        )}
        {paths.length === 0 && error !== null && (
          <p>{error instanceof NetworkFailure ? t('sales.entry.kept') : faultText(error, text).body}</p>
        )}
        {error instanceof ApiProblem && error.status >= 500 && error.problem.requestId && (
          <p className={classes.request}>{t('web.fault.requestId', { id: error.problem.requestId })}</p>
        )}
      </div>
      {(error instanceof NetworkFailure || (error instanceof ApiProblem && error.status >= 500)) && (
        <Button variant="default" onClick={onRetry}>
          {t('web.action.retry')}
        </Button>
      )}
    </div>
  );
}

function TroubleTitle({ trouble, count, isOnlySaved }: { trouble: Trouble; count: number; isOnlySaved: boolean }) {
  const text = useText();
  const { t } = text;
  const { moneyWithCurrency } = useFormats();
  const { error, total } = trouble;
  if (total) {
    const values = { shown: moneyWithCurrency(total.shown), saved: moneyWithCurrency(total.saved) };
    return <p className={classes.troubleTitle}>{t('sales.entry.totalChanged', values)}</p>;
  }
  if (isOnlySaved) {
    return (
      <p className={classes.troubleTitle}>
        {t('sales.entry.onlySaved')} {count === 0 && faultText(error, text).title}
      </p>
    );
  }
  if (count > 0) return <p className={classes.troubleTitle}>{t('web.form.faults', { count })}</p>;
  return <p className={classes.troubleTitle}>{faultText(error, text).title}</p>;
}
