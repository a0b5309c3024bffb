import { type AnyResource, type Translated, translate } from '../../contract/index.ts';
import { type AnyRow, isReference } from '../api/rows.ts';
import { plainText } from '../i18n/labels.ts';
import type { Text } from '../i18n/text.ts';

function plain(value: unknown, text: Text): string | null {
  if (typeof value === 'string') return plainText(value, text);
  if (typeof value === 'number') return String(value);
  if (isReference(value)) return value.title;
  return typeof value === 'object' && value !== null ? translate(value as Translated, text.language) : null;
}

/** What a record is called; one that has no number yet is named by its kind. */
export const titleOf = (resource: AnyResource, row: AnyRow, text: Text): string =>
  plain(row[resource.title], text) || text.t('web.record.untitled', { one: text.t(resource.name) });

export const subtitleOf = (resource: AnyResource, row: AnyRow, text: Text): string | null =>
  resource.subtitle ? plain(row[resource.subtitle], text) : null;
