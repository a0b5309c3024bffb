import { TextEntry } from '../entry/TextEntry.tsx';
import { useTypedText } from '../entry/use-typed-text.ts';
import { parseDecimalEntry } from '../i18n/decimal-entry.ts';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import type { FieldEntry, FieldView } from './field-parts.ts';

export function Display({ value }: FieldView) {
  const { int } = useFormats();
  return typeof value === 'number' ? int(value) : null;
}

export function Input({ value, onChange, spec: _spec, path: _path, labels: _labels, ...rest }: FieldEntry) {
  const { language } = useText();
  const parse = (text: string) => {
    const number = Number(parseDecimalEntry(text, language) ?? Number.NaN);
    return Number.isSafeInteger(number) ? number : null;
  };
  const typed = useTypedText(value, String, parse, onChange);
  return <TextEntry {...rest} {...typed} numeric inputMode="numeric" />;
}

export const align = 'end';
export const width = 90;
