import type { FieldEntry } from '../fields/field-parts.ts';
import { decimalForEntry, parseDecimalEntry } from '../i18n/decimal-entry.ts';
import { useText } from '../i18n/text.ts';
import classes from './entry.module.css';
import { TextEntry } from './TextEntry.tsx';
import { useTypedText } from './use-typed-text.ts';

const canonical = /^-?\d+(\.\d+)?$/;

/** Entry of money, quantities and rates: as the language writes numbers in, decimal string out. */
export function DecimalEntry({
  value,
  onChange,
  unit,
  leastDecimals = 0,
  spec: _spec,
  path: _path,
  labels: _labels,
  ...rest
}: FieldEntry & { unit?: string; leastDecimals?: number }) {
  const { language } = useText();
  const show = (shown: unknown) => {
    const text = String(shown);
    if (!canonical.test(text)) return text;
    const [whole = '0', fraction = ''] = text.split('.');
    const padded = fraction.padEnd(leastDecimals, '0');
    return decimalForEntry(padded ? `${whole}.${padded}` : whole, language);
  };
  const typed = useTypedText(value, show, (text) => parseDecimalEntry(text, language), onChange);
  return (
    <TextEntry
      {...rest}
      {...typed}
      numeric
      inputMode="decimal"
      end={unit && !rest.bare ? <span className={classes.unit}>{unit}</span> : undefined}
    />
  );
}
