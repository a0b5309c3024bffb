import { type AnyResource, type Translated, translate } from '../../contract/index.ts';
import { type AnyRow, isReference } from '../api/rows.ts';
import { plainText } from '../i18n/labels.ts';
import type { Text } from '../i18n/text.ts';

/** A value in words, as far as it is one that names something; empty for all others. */
export function plainValue(value: unknown, text: Text): string {
  if (typeof value === 'string') return plainText(value, text);
  if (typeof value === 'number') return String(value);
  if (isReference(value)) return value.title ?? '';
  return isTranslated(value) ? (translate(value, text.language) ?? '') : '';
}

const isTranslated = (value: unknown): value is Translated =>
  typeof value === 'object' && value !== null && 'de' in value && 'en' in value;

/** What a record is called; one that has no number yet is named by its kind. */
export const titleOf = (resource: AnyResource, row: AnyRow, text: Text): string =>
  plainValue(row[resource.title], text) || text.t('web.record.untitled', { one: text.t(resource.name) });

export const subtitleOf = (resource: AnyResource, row: AnyRow, text: Text): string | null =>
  resource.subtitle ? plainValue(row[resource.subtitle], text) || null : null;
