import type { SheetValue } from './sheet-column.ts';

export interface SheetRow {
  /** As a spreadsheet counts: the first is 1. */
  row: number;
  cells: readonly SheetValue[];
  /** Further rows of the same record, each with another of its lines. */
  more?: readonly SheetRow[];
}

/** A table as it lies in a file. */
export interface Sheet {
  /** The first row that is not blank. */
  header: readonly string[];
  /** How the kind of file writes decimals, where its cells do not tell. */
  decimals?: 'dot';
  /** The rows below the header that are not blank; can be read several times. Throws 422 `kernel.unreadableFile`. */
  rows(): AsyncIterable<SheetRow>;
}

export const isBlank = (value: SheetValue | undefined): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

/** Splits off the header from all rows of a file; null when there is none. */
export async function sheetOf(allRows: () => AsyncIterable<SheetRow>): Promise<Sheet | null> {
  for await (const { row, cells } of allRows()) {
    if (cells.every(isBlank)) continue;
    const header = cells.map((cell) => String(cell ?? '').trim());
    while (header.at(-1) === '') header.pop();
    return { header, rows: () => rowsBelow(allRows(), row) };
  }
  return null;
}

async function* rowsBelow(rows: AsyncIterable<SheetRow>, header: number): AsyncGenerator<SheetRow> {
  for await (const row of rows) if (row.row > header && !row.cells.every(isBlank)) yield row;
}
