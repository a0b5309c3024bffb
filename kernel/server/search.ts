import type { Translated } from '#kernel/contract/index.ts';
import type { Ctx } from './ctx.ts';
import { deleteSearchRows, insertMissing } from './db/statements.ts';
import type { AnyRow, Served } from './served.ts';

const umlauts: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe' };
const longest = 60;
const marks = /\p{M}/gu;

/** Lower case, umlauts written out, accents dropped: "Löwe" and "LOEWE" become the same word. */
const normalise = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[äöüßæøœ]/g, (letter) => umlauts[letter] ?? letter)
    .normalize('NFD')
    .replace(marks, '');
const withoutUmlauts = (text: string): string =>
  text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(marks, '');

const separators = /[^\p{L}\p{N}]+/u;
const spaces = /[\s,;|]+/;

/** "11400-BE Löwe" → 11400be, 11400, be, loewe, lowe: whole words without their hyphens, and the parts of them. */
export function tokensOf(texts: readonly (string | null)[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    if (!text) continue;
    for (const spelling of new Set([normalise(text), withoutUmlauts(text)])) {
      for (const word of spelling.split(spaces)) {
        const parts = word.split(separators).filter(Boolean);
        if (parts.length > 1) found.add(parts.join('').slice(0, longest));
        for (const part of parts) found.add(part.slice(0, longest));
      }
    }
  }
  return [...found];
}

/** The words a search asks for; each must begin a token of the record. */
export const searchWords = (q: string): string[] =>
  normalise(q)
    .split(spaces)
    .map((word) => word.split(separators).join('').slice(0, longest))
    .filter(Boolean)
    .slice(0, 8);

const searchTexts = (served: Served, row: AnyRow): (string | null)[] =>
  served.resource.search.flatMap((name) => {
    const value = row[name];
    if (value && typeof value === 'object') return Object.values(value as Translated);
    return [typeof value === 'string' ? value : null];
  });

/** Keeps the index of words in step with the records just written, in the same transaction. */
export async function indexRows(
  ctx: Ctx,
  served: Served,
  changes: readonly { before: AnyRow | null; row: AnyRow }[],
): Promise<void> {
  const { resource } = served;
  if (resource.search.length === 0) return;
  const changed = changes
    .map(({ before, row }) => ({
      known: before !== null,
      row,
      old: before && tokensOf(searchTexts(served, before)),
      tokens: tokensOf(searchTexts(served, row)),
    }))
    .filter(({ old, tokens }) => !old || old.join(' ') !== tokens.join(' '));
  const stale = changed.filter(({ known }) => known).map(({ row }) => row.id);
  if (stale.length > 0) await deleteSearchRows(ctx.db, resource.name, stale);
  const rows = changed.flatMap(({ row, tokens }) => tokens.map((token) => [resource.name, token, row.id] as const));
  if (rows.length > 0)
    await insertMissing(ctx.db, ctx.app.engine.dialect, 'kernel_search', ['resource', 'token', 'record_id'], rows);
}

export const unindexRows = (ctx: Ctx, served: Served, ids: readonly number[]): Promise<void> =>
  deleteSearchRows(ctx.db, served.resource.name, ids);
