import { TextInput } from '@mantine/core';
import { useTypedText } from '#kernel/web/entry/use-typed-text.ts';
import { dateForEntry, parseDateEntry } from '#kernel/web/i18n/date-entry.ts';
import { useText } from '#kernel/web/index.ts';
import { isDay } from './hand.ts';
import classes from './work.module.css';

interface WorkFieldProps {
  label: string;
  help?: string | null;
  /** It cannot be read as what it should be. */
  fault?: string | null;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  inputMode?: 'text' | 'decimal';
}

/** A text that is typed standing. */
export function WorkField({ label, help = null, fault = null, onChange, ...rest }: WorkFieldProps) {
  return (
    <TextInput
      {...rest}
      size="lg"
      classNames={{ input: classes.input ?? '', label: classes.label ?? '', description: classes.help ?? '' }}
      label={label}
      description={help}
      error={fault}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** A day as people write it; towards the page it is ISO, or what was typed as long as that is no day. */
export function DayField({ value, onChange, ...rest }: Omit<WorkFieldProps, 'fault' | 'onBlur' | 'inputMode'>) {
  const { t, language } = useText();
  const typed = useTypedText(
    value,
    (day) => (isDay(String(day)) ? dateForEntry(String(day), language) : String(day)),
    (text) => parseDateEntry(text, language, new Date()),
    (day) => onChange(day === null ? '' : String(day)),
  );
  return (
    <WorkField
      {...rest}
      inputMode="decimal"
      fault={value === '' || isDay(value) ? null : t('stock.work.missing.day')}
      value={typed.text}
      onChange={typed.onText}
      onBlur={typed.onBlur}
    />
  );
}
