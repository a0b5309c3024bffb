import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ApiProblem, NetworkFailure } from '../api/api-problem.ts';
import type { Labels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { faultText } from '../parts/Fault.tsx';
import { IconWarning } from '../parts/icons.ts';
import classes from './FormFault.module.css';
import { pathLabel } from './path-label.ts';

export interface FormFaultProps {
  error: unknown;
  labels: Labels;
  /** Sentences by path that say it better than the server's. */
  messages?: Readonly<Record<string, string>>;
  onRetry?: () => void;
}

/** Above a form that was not saved: why, how many fields to mend and which; what was typed is still there. */
export function FormFault({ error, labels, messages = {}, onRetry }: FormFaultProps) {
  const text = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Each new error is brought into view.
    if (error) box.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  const fields = error instanceof ApiProblem ? (error.problem.fields ?? []) : [];
  const { title, body } = faultText(error, text);
  const lost = error instanceof NetworkFailure;
  return (
    <div ref={box} role="alert" className={classes.fault}>
      <IconWarning size={18} aria-hidden />
      <div>
        <p className={classes.title}>
          {fields.length > 0 ? text.t('web.form.faults', { count: fields.length }) : title}
        </p>
        {fields.length > 0 ? (
          <ul className={classes.list}>
            {fields.map((field) => (
              <li key={field.path}>
                <b>{pathLabel(field.path, labels, text)}</b>: {messages[field.path] ?? field.message}
              </li>
            ))}
          </ul>
        ) : (
          <p>{lost ? text.t('web.form.kept') : body}</p>
        )}
        {error instanceof ApiProblem && error.status >= 500 && error.problem.requestId && (
          <p className={classes.note}>{text.t('web.fault.requestId', { id: error.problem.requestId })}</p>
        )}
      </div>
      {lost && onRetry && (
        <Button variant="default" onClick={onRetry}>
          {text.t('web.action.retry')}
        </Button>
      )}
    </div>
  );
}
