import type { Fields } from '#kernel/contract/index.ts';
import { isBlankLine, type Line, sameValue, toWrite } from '#kernel/web/form/to-write.ts';
import { subjectFields } from '../../contract/index.ts';

export interface GridBody {
  rows: { id?: number; version?: number; values: Record<string, unknown> }[];
  removed: { id: number; version?: number }[];
}

type Row = Line & { version?: number };

const changedFields = (fields: Fields, before: Row, after: Row): string[] =>
  Object.entries(fields).flatMap(([name, spec]) =>
    sameValue(spec, before[name] ?? null, after[name] ?? null) ? [] : [name],
  );

/**
 * What has to be sent to save the grid, and from which of its lines each row came. A price for another article is another
 * price: the old one is removed, a new one made.
 */
export function gridChanges(
  fields: Fields,
  before: readonly Row[],
  after: readonly Row[],
): { body: GridBody; lines: number[] } {
  const known = new Map(before.map((row) => [row.id, row]));
  const body: GridBody = { rows: [], removed: [] };
  const lines: number[] = [];
  const remove = ({ id, version }: Row) =>
    id !== undefined && body.removed.push({ id, ...(version !== undefined && { version }) });
  const written = (row: Row, names: readonly string[], keepEmpty: boolean) =>
    Object.fromEntries(
      names.flatMap((name) => {
        const spec = fields[name];
        const value = spec ? toWrite(spec, row[name] ?? null) : null;
        // A default stands in the declaration as a number; the server knows it.
        const isLeft = value === null || (spec?.default !== undefined && value === spec.default);
        return isLeft && !keepEmpty ? [] : [[name, value]];
      }),
    );
  for (const [index, row] of after.entries()) {
    const old = row.id === undefined ? undefined : known.get(row.id);
    known.delete(row.id);
    if (!old) {
      if (isBlankLine(fields, row)) continue;
      body.rows.push({ values: written(row, Object.keys(fields), false) });
      lines.push(index);
      continue;
    }
    const changed = changedFields(fields, old, row);
    if (changed.length === 0) continue;
    if (subjectFields.some((name) => changed.includes(name))) {
      remove(old);
      body.rows.push({ values: written(row, Object.keys(fields), false) });
    } else {
      const { id, version } = old;
      body.rows.push({
        ...(id !== undefined && { id }),
        ...(version !== undefined && { version }),
        values: written(row, changed, true),
      });
    }
    lines.push(index);
  }
  for (const row of known.values()) remove(row);
  return { body, lines };
}
