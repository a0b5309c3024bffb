import { LinesTextEntry } from '../entry/TextEntry.tsx';
import type { FieldEntry, FieldView } from './field-parts.ts';
import own from './fields.module.css';

export function Display({ value }: FieldView) {
  return typeof value === 'string' ? <span className={own.longText}>{value}</span> : null;
}

export function Input({ value, onChange, spec: _spec, path: _path, labels: _labels, ...rest }: FieldEntry) {
  return (
    <LinesTextEntry
      {...rest}
      text={typeof value === 'string' ? value : ''}
      onText={(text) => onChange(text === '' ? null : text)}
    />
  );
}

export const width = 260;
export const wide = true;
