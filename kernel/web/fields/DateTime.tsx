import { TextEntry } from '../entry/TextEntry.tsx';
import { useTypedText } from '../entry/use-typed-text.ts';
import { dateForEntry, isoDate, parseDateEntry } from '../i18n/date-entry.ts';
import { useFormats } from '../i18n/format.ts';
import { useText } from '../i18n/text.ts';
import type { FieldEntry, FieldView } from './field-parts.ts';

export function Display({ value }: FieldView) {
  const { dateTime } = useFormats();
  return typeof value === 'string' ? dateTime(value) : null;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** Typed as `24.12.2026 10:30` in the reader's own zone, instant in UTC out. Without a time it is midnight. */
export function Input({ value, onChange, spec: _spec, path: _path, labels: _labels, ...rest }: FieldEntry) {
  const { language, t } = useText();
  const show = (shown: unknown) => {
    const time = new Date(String(shown));
    if (Number.isNaN(time.getTime())) return String(shown);
    return `${dateForEntry(isoDate(time), language)} ${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
  };
  const parse = (text: string) => {
    const [, day = '', hours = '0', minutes = '0'] =
      /^(.*?)(?:[\s,]+(\d{1,2})(?::|\.)?(\d{2})?)?$/.exec(text.trim()) ?? [];
    const date = parseDateEntry(day, language, new Date()) ?? parseDateEntry(text, language, new Date());
    if (!date || Number(hours) > 23 || Number(minutes) > 59) return null;
    return new Date(`${date}T${hours.padStart(2, '0')}:${minutes.padStart(2, '0')}:00`).toISOString();
  };
  const typed = useTypedText(value, show, parse, onChange);
  return <TextEntry {...rest} {...typed} placeholder={rest.placeholder ?? t('web.dateTime.format')} />;
}

export const width = 150;
