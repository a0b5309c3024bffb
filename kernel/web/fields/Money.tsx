import { DecimalEntry } from '../entry/DecimalEntry.tsx';
import { useFormats } from '../i18n/format.ts';
import type { FieldEntry, FieldView } from './field-parts.ts';
import own from './fields.module.css';

export function Display({ value, full }: FieldView) {
  const { money, currencySign } = useFormats();
  if (typeof value !== 'string') return null;
  return full ? (
    <>
      {money(value)}
      <span className={own.unit}>&nbsp;{currencySign}</span>
    </>
  ) : (
    money(value)
  );
}

export function Input(props: FieldEntry) {
  const { currencySign } = useFormats();
  return <DecimalEntry {...props} unit={currencySign} leastDecimals={2} />;
}

export const align = 'end';
export const width = 110;
