import { DateEntry } from '../entry/DateEntry.tsx';
import { useFormats } from '../i18n/format.ts';
import type { FieldEntry, FieldView } from './field-parts.ts';

export function Display({ value }: FieldView) {
  const { date } = useFormats();
  return typeof value === 'string' ? date(value) : null;
}

export function Input(props: FieldEntry) {
  return <DateEntry {...props} />;
}

export const width = 104;
