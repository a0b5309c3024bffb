import type { SourceTable } from './describe-table.ts';
import type { LegacyClient, Query } from './legacy-client.ts';
import { readPage, type SourcePage, type SourceRow } from './read-answer.ts';

export interface ReadOptions {
  /** Rows of one answer; 4D serves 100 to 1,000 well. */
  pageSize?: number;
  /** Most rows altogether. */
  limit?: number;
}

/** Passes over the table: the first, and as many again while rows move under the reader. */
const mostPasses = 3;

/**
 * Reads a table page by page, in the order of its key, each row once. The table may change meanwhile: each page begins
 * with the last row of the one before; when another row stands there, rows have been added or removed and the
 * table is read again from the start, giving only what was missed.
 */
export async function* readRows(
  client: LegacyClient,
  table: SourceTable,
  { pageSize = 500, limit = Number.POSITIVE_INFINITY }: ReadOptions = {},
): AsyncGenerator<SourcePage> {
  const size = Math.max(2, Math.min(pageSize, limit));
  const order: Query = table.key === null ? {} : { $orderby: table.key };
  const seen = new Set<string>();
  let left = limit;
  for (let skip = 0, pass = 1, last: string | null = null; left > 0; ) {
    const page: SourcePage = await client.get(table.name, { $top: size, $skip: skip, ...order }, readPage);
    const rows = page.rows.map((row) => withKey(row, table));
    if (last !== null && keyOf(rows[0]) !== last && pass < mostPasses) {
      pass++;
      skip = 0;
      last = null;
      continue;
    }
    const fresh = rows.filter((row) => isNew(row, seen)).slice(0, left);
    left -= fresh.length;
    yield { rows: fresh, total: page.total };
    if (rows.length < size) return;
    last = keyOf(rows.at(-1));
    skip += last === null ? rows.length : rows.length - 1;
  }
}

export const keyOf = (row: SourceRow | undefined): string | null => (typeof row?.__KEY === 'string' ? row.__KEY : null);

/** Rows in the lesser envelopes may come without their wrapper. */
function withKey(row: SourceRow, { key }: SourceTable): SourceRow {
  const known = row.__KEY ?? (key === null ? null : row[key]);
  return known === null || known === undefined ? row : { ...row, __KEY: String(known) };
}

function isNew(row: SourceRow, seen: Set<string>): boolean {
  const key = keyOf(row);
  if (key === null) return true;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
