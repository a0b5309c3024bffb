import { DecimalEntry } from '../entry/DecimalEntry.tsx';
import { useFormats } from '../i18n/format.ts';
import type { FieldEntry, FieldView } from './field-parts.ts';

export function Display({ value }: FieldView) {
  const { money } = useFormats();
  return typeof value === 'string' ? money(value) : null;
}

export function Input(props: FieldEntry) {
  const { currencySign } = useFormats();
  return <DecimalEntry {...props} unit={currencySign} leastDecimals={2} />;
}

export const align = 'end';
export const width = 110;
