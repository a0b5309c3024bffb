import { useText } from '../i18n/text.ts';
import { lazyPart } from '../lazy.tsx';
import type { FieldEntry, FieldView } from './field-parts.ts';

/** In a list only how many there are; a record shows its lines as a table of their own. */
export function Display({ value }: FieldView) {
  const { t } = useText();
  return Array.isArray(value) ? t('web.lines.count', { count: value.length }) : null;
}

export const Input = lazyPart<FieldEntry>(() => import('../lines/LinesEntry.tsx'));

export const width = 110;
export const wide = true;
