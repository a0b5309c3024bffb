import { DecimalEntry } from '../entry/DecimalEntry.tsx';
import { useFormats } from '../i18n/format.ts';
import type { FieldEntry, FieldView } from './field-parts.ts';

export function Display({ value }: FieldView) {
  const { quantity } = useFormats();
  return typeof value === 'string' ? quantity(value) : null;
}

export function Input(props: FieldEntry) {
  return <DecimalEntry {...props} />;
}

export const align = 'end';
export const width = 110;
