import type { Fields } from '../../contract/index.ts';
import { isReference } from '../api/rows.ts';
import { defaultOf, type Line, lineKey } from '../form/to-write.ts';

let nextKey = 1;

/** A new line with the declared defaults, and a key of its own until it is saved. */
export function newLine(fields: Fields): Line {
  const line: Line = { [lineKey]: nextKey++ };
  for (const [name, spec] of Object.entries(fields))
    if (spec.default !== undefined && !spec.readOnly) line[name] = defaultOf(spec);
  return line;
}

export const keyOf = (line: Line): string => (line.id === undefined ? `new ${String(line[lineKey])}` : String(line.id));

export const setCell = (lines: readonly Line[], at: number, name: string, value: unknown): Line[] =>
  lines.map((line, index) => (index === at ? { ...line, [name]: value } : line));

export function insertLine(lines: readonly Line[], at: number, fields: Fields): Line[] {
  return [...lines.slice(0, at), newLine(fields), ...lines.slice(at)];
}

export const removeLine = (lines: readonly Line[], at: number): Line[] => lines.filter((_, index) => index !== at);

/** The value of the cell above into this cell; the first line has none above it. */
export const copyDown = (lines: readonly Line[], at: number, name: string): Line[] =>
  at === 0 ? [...lines] : setCell(lines, at, name, lines[at - 1]?.[name] ?? null);

/** Pasted cells over the grid from one cell on; lines are added as needed, read-only columns are skipped. */
export function pasteCells(
  lines: readonly Line[],
  at: { line: number; column: number },
  cells: readonly (readonly string[])[],
  fields: Fields,
  columns: readonly string[],
  read: (name: string, cell: string) => unknown,
): Line[] {
  const result = [...lines];
  for (const [down, row] of cells.entries()) {
    const index = at.line + down;
    let line = result[index] ?? newLine(fields);
    for (const [across, cell] of row.entries()) {
      const name = columns[at.column + across];
      if (name && !fields[name]?.readOnly) line = { ...line, [name]: read(name, cell) };
    }
    result[index] = line;
  }
  return result;
}

/** Puts references that were looked up where their typed text still stands; what was changed meanwhile stays. */
export function mergeFound(now: readonly Line[], found: readonly Line[]): Line[] {
  const byKey = new Map(found.map((line) => [keyOf(line), line]));
  return now.map((line) => {
    const other = Object.entries(byKey.get(keyOf(line)) ?? {});
    return {
      ...line,
      ...Object.fromEntries(other.filter(([name, value]) => isReference(value) && typeof line[name] === 'string')),
    };
  });
}
