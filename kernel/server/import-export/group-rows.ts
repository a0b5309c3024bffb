import type { ImportPlan } from './import-plan.ts';
import { textOf } from './read-cell.ts';
import { isBlank, type SheetRow } from './sheet.ts';

/** Positions of the columns that say which record is meant, and of all that are the record's own. */
function placesOf({ columns, key }: ImportPlan): { identity: number[]; own: number[] } {
  const own = columns.flatMap((column, index) => (column && !column.line ? index : []));
  const byId = own.filter((index) => columns[index]?.field === 'id');
  const identity = byId.length > 0 ? byId : own.filter((index) => key.includes(columns[index]?.field ?? ''));
  return { identity, own };
}

/**
 * Puts the rows of one record together where a file has columns of lines: a row belongs to the one above it when it names
 * the same record, or no record at all.
 */
export async function* groupRows(plan: ImportPlan, rows: AsyncIterable<SheetRow>): AsyncGenerator<SheetRow> {
  if (plan.lines.size === 0) {
    yield* rows;
    return;
  }
  const { identity, own } = placesOf(plan);
  const keyOf = ({ cells }: SheetRow) => JSON.stringify(identity.map((index) => textOf(cells[index])));
  const isNamed = ({ cells }: SheetRow) => identity.some((index) => !isBlank(cells[index]));
  let first: SheetRow | undefined;
  let more: SheetRow[] = [];
  for await (const row of rows) {
    const continues = first && (isNamed(row) ? keyOf(row) === keyOf(first) : own.every((i) => isBlank(row.cells[i])));
    if (continues) {
      more.push(row);
      continue;
    }
    if (first) yield { ...first, more };
    first = row;
    more = [];
  }
  if (first) yield { ...first, more };
}

/** The rows of the file that a record came from. */
export const rowsOf = ({ more = [], ...first }: SheetRow): SheetRow[] => [first, ...more];

/** The first column of the record's own in which a further row says something else than the first one. */
export function contradiction(plan: ImportPlan, source: SheetRow): { row: SheetRow; index: number } | undefined {
  const { own } = placesOf(plan);
  for (const row of source.more ?? []) {
    const index = own.find((one) => !isBlank(row.cells[one]) && textOf(row.cells[one]) !== textOf(source.cells[one]));
    if (index !== undefined) return { row, index };
  }
  return undefined;
}
