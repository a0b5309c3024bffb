import { type ReactNode, useId } from 'react';
import { Described } from './Described.tsx';
import classes from './FieldBox.module.css';

export interface FieldBoxProps {
  label: string;
  required?: boolean;
  help?: string | undefined;
  error?: string | undefined;
  /** Doubtful, but no fault: shown unless something is wrong. */
  warning?: string | undefined;
  wide?: boolean;
  /** The label names a group or a shown value, not an input. */
  plain?: boolean;
  children: (ids: { id: string; describedBy: string | undefined }) => ReactNode;
}

/** A field in a form or on a page: label above, help and error below, the same height shown and edited. */
export function FieldBox({ label, required, help, error, warning, wide, plain, children }: FieldBoxProps) {
  const id = useId();
  const noteId = `${id}note`;
  const note = error ?? warning ?? help;
  return (
    <div className={classes.box} data-wide={wide || undefined} data-field-error={error ? '' : undefined}>
      {plain ? (
        <span className={classes.label}>{label}</span>
      ) : (
        <label className={classes.label} htmlFor={id}>
          {label}
          {required && (
            <span className={classes.required} aria-hidden>
              {' '}
              *
            </span>
          )}
        </label>
      )}
      <Described by={note ? noteId : undefined}>{children({ id, describedBy: note ? noteId : undefined })}</Described>
      {note && (
        <span id={noteId} className={error ? classes.error : warning ? classes.warning : classes.help}>
          {note}
        </span>
      )}
    </div>
  );
}
