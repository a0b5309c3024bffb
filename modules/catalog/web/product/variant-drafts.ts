import { formatDecimal, type Language, parseDecimal, type Translated, type WireRow } from '#kernel/contract/index.ts';
import { type Merge, mergeChanges } from '#kernel/web/form/conflict.ts';
import { sameValue } from '#kernel/web/form/to-write.ts';
import { variant } from '../../contract/index.ts';

export type VariantRow = WireRow<typeof variant>;
export type VariantField = keyof typeof variant.fields;

/** What was entered for a variant and is not saved yet. */
export interface VariantDraft {
  /** The variant as it was when its first change was entered, without what it inherits. */
  base: VariantRow;
  changes: Readonly<Record<string, unknown>>;
}
export type Drafts = ReadonlyMap<number, VariantDraft>;

/** The variant's own values: what comes from the family is empty. */
export const ownRow = (row: VariantRow): VariantRow =>
  row.inherited ? { ...row, ...Object.fromEntries(row.inherited.map((name) => [name, null])) } : row;

/** What the grid shows in a cell: what was entered, else the variant's own value. */
export const enteredValue = (drafts: Drafts, row: VariantRow, field: VariantField): unknown => {
  const changes = drafts.get(row.id)?.changes;
  return changes && field in changes ? changes[field] : ownRow(row)[field];
};

/** Enters a value; one that is the saved value again is no change. */
export function enterValue(drafts: Drafts, row: VariantRow, field: VariantField, value: unknown): Drafts {
  const { base, changes } = drafts.get(row.id) ?? { base: ownRow(row), changes: {} };
  const { [field]: _, ...others } = changes;
  const isSaved = sameValue(variant.fields[field], value, base[field] ?? null);
  return withChanges(drafts, row.id, base, isSaved ? others : { ...others, [field]: value });
}

function withChanges(drafts: Drafts, id: number, base: VariantRow, changes: VariantDraft['changes']): Drafts {
  const next = new Map(drafts);
  if (Object.keys(changes).length === 0) next.delete(id);
  else next.set(id, { base, changes });
  return next;
}

/** The draft over the variant as it is now: what to save, and what somebody else changed to something else meanwhile. */
export const mergeOf = (draft: VariantDraft, row: VariantRow): Merge =>
  mergeChanges(variant.fields, { ...draft.base }, draft.changes, { ...ownRow(row) });

/** My values hold over those that were saved meanwhile. */
export function keepMine(drafts: Drafts, row: VariantRow): Drafts {
  const draft = drafts.get(row.id);
  return draft ? withChanges(drafts, row.id, ownRow(row), draft.changes) : drafts;
}

/** The values saved meanwhile hold; what nobody else touched stays entered. */
export function takeTheirs(drafts: Drafts, row: VariantRow): Drafts {
  const draft = drafts.get(row.id);
  return draft ? withChanges(drafts, row.id, ownRow(row), mergeOf(draft, row).mine) : drafts;
}

/** A draft was saved as `row`; what has been entered since it was sent stays entered. */
export function withoutSaved(drafts: Drafts, sent: VariantDraft, row: VariantRow): Drafts {
  const later = Object.entries(drafts.get(row.id)?.changes ?? {}).filter(
    ([field, value]) => !(field in sent.changes) || sent.changes[field] !== value,
  );
  return withChanges(drafts, row.id, ownRow(row), Object.fromEntries(later));
}

/** A name in one language entered beside the other; empty in both means that the family's name holds. */
export function nameWith(own: unknown, language: Language, text: string | null): Translated | null {
  const next = { de: null, en: null, ...(own as Translated | null), [language]: text?.trim() ? text : null };
  return Object.values(next).some(Boolean) ? next : null;
}

/** `34.9` → `34.90`, as the server writes amounts; what is no amount stays for the server to refuse. */
function tidyValue(field: string, value: unknown): unknown {
  if (variant.fields[field as VariantField]?.kind !== 'money' || typeof value !== 'string') return value;
  const amount = parseDecimal(value, 'money');
  return amount === null ? value : formatDecimal(amount, 'money');
}

/** Drops what turned out to be no change once it was typed to its end. While somebody types it must not be touched. */
export function tidyDrafts(drafts: Drafts): Drafts {
  let next = drafts;
  for (const [id, { base, changes }] of drafts) {
    const kept = Object.entries(changes)
      .map(([field, value]): [VariantField, unknown] => [field as VariantField, tidyValue(field, value)])
      .filter(([field, value]) => !sameValue(variant.fields[field], value, base[field] ?? null));
    if (kept.length !== Object.keys(changes).length) next = withChanges(next, id, base, Object.fromEntries(kept));
  }
  return next;
}
