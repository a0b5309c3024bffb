import classes from '../entry/entry.module.css';
import type { FieldEntry, FieldView } from './field-parts.ts';
import own from './fields.module.css';

export function Display({ value }: FieldView) {
  return typeof value === 'string' ? <span className={own.longText}>{value}</span> : null;
}

export function Input({
  value,
  onChange,
  spec: _spec,
  path: _path,
  labels: _labels,
  invalid,
  bare,
  autoFocus,
  ...rest
}: FieldEntry) {
  return (
    <textarea
      {...rest}
      className={classes.textarea}
      data-bare={bare || undefined}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      aria-invalid={invalid || undefined}
      autoFocus={autoFocus ?? false}
    />
  );
}

export const width = 260;
export const wide = true;
