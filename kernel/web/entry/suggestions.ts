import { formatDecimal, parseDecimal, type Suggests } from '../../contract/index.ts';
import { type AnyRow, isReference } from '../api/rows.ts';

export interface Suggestion {
  title: string;
  /** Decimal; null where the declaration names none. */
  amount: string | null;
}

const most = 20;

/** What rows offer: each title once, with the sum of its amounts, of those that hold what was typed. */
export function suggestionsIn(rows: readonly AnyRow[], { field, amount }: Suggests, typed: string): Suggestion[] {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const named = row[field];
    if (!isReference(named) || named.title === null) continue;
    const micros = amount ? (parseDecimal(String(row[amount]), 'quantity') ?? 0) : 0;
    sums.set(named.title, (sums.get(named.title) ?? 0) + micros);
  }
  const sought = typed.trim().toLowerCase();
  return [...sums]
    .filter(([title]) => title.toLowerCase().includes(sought))
    .sort(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }))
    .slice(0, most)
    .map(([title, sum]) => ({ title, amount: amount ? formatDecimal(sum, 'quantity') : null }));
}

/** What is typed now, where several values may stand in one text. */
export const lastPart = (text: string, several: boolean): string =>
  several ? text.slice(text.lastIndexOf(',') + 1).trim() : text;

/** The text with what was chosen in the place of what is typed now. */
export function withLastPart(text: string, chosen: string, several: boolean): string {
  const before = several ? text.slice(0, text.lastIndexOf(',') + 1) : '';
  return before ? `${before} ${chosen}` : chosen;
}
