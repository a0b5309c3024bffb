import { DecimalEntry } from '../entry/DecimalEntry.tsx';
import { useFormats } from '../i18n/format.ts';
import type { FieldEntry, FieldView } from './field-parts.ts';

export function Display({ value }: FieldView) {
  const { rate } = useFormats();
  return typeof value === 'string' ? rate(value) : null;
}

export function Input(props: FieldEntry) {
  return <DecimalEntry {...props} unit="%" />;
}

export const align = 'end';
export const width = 90;
