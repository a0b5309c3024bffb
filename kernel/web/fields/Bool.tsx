import { useText } from '../i18n/text.ts';
import { Check } from '../parts/Check.tsx';
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
  invalid,
  bare,
  spec: _spec,
  path: _path,
  labels: _labels,
  ...rest
}: FieldEntry) {
  return (
    <span className={own.check} data-bare={bare || undefined}>
      <Check
        {...rest}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
        aria-invalid={invalid || undefined}
      />
    </span>
  );
}

export const width = 90;
