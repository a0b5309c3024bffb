import type { Translated } from '#kernel/contract/index.ts';
import { copiedFrom } from '../../contract/index.ts';
import type { Fix, Step } from './fix.ts';

/** Longest name there is, for the mark comes on top. */
const mostCharacters = 200;

/** Fills the empty language from the other, marked, so that it is found again and nobody takes it for a translation. */
export const copyTranslation: Fix = async (_ctx, rule, rows) => {
  const field = rule.field ?? '';
  return rows.map((row): Step => {
    const text = row[field] as Translated | null;
    const from = text?.de ? 'de' : 'en';
    const to = from === 'de' ? 'en' : 'de';
    const source = text?.[from];
    if (!source || text?.[to]) return { id: row.id, skip: 'quality.nothingToCopy' };
    const copy = (copiedFrom[from] + source).slice(0, mostCharacters);
    return { id: row.id, patch: { [field]: { ...text, [to]: copy } } };
  });
};
