import { Checkbox } from '@mantine/core';
import { useText } from '../i18n/text.ts';
import { IconCheck } from '../parts/icons.ts';
import type { FieldEntry, FieldView } from './field-parts.ts';
import own from './fields.module.css';

export function Display({ value }: FieldView) {
  const { t } = useText();
  return value === true ? (
    <span className={own.yes}>
      <IconCheck size={15} aria-hidden />
      {t('web.yes')}
    </span>
  ) : (
    <span className={own.no}>{t('web.no')}</span>
  );
}

export function Input({
  value,
  onChange,
  id,
  disabled,
  autoFocus,
  invalid,
  'aria-label': label,
  'aria-describedby': describedBy,
}: FieldEntry) {
  return (
    <span className={own.check}>
      <Checkbox
        {...(id ? { id } : {})}
        {...(label ? { 'aria-label': label } : {})}
        {...(describedBy ? { 'aria-describedby': describedBy } : {})}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
        disabled={disabled ?? false}
        autoFocus={autoFocus ?? false}
        error={invalid ?? false}
      />
    </span>
  );
}

export const width = 90;
