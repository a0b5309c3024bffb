import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { Wire } from '../present.ts';
import { cellOf, csvText } from './export-cell.ts';
import type { SheetColumn } from './sheet-column.ts';

/** Without it Excel takes UTF-8 for the code page of the machine. */
const byteOrderMark = '\uFEFF';
// The library quotes the whole line end only; a lone line feed inside a text would end the record.
const rfc4180 = { record_delimiter: '\r\n', quoted_match: /[\r\n]/ };

/** RFC 4180 with commas, UTF-8 with byte order mark; one page of records is in memory at a time. */
export const csvStream = (columns: readonly SheetColumn[], pages: AsyncIterable<Wire[]>): Readable =>
  Readable.from(csvParts(columns, pages), { objectMode: false });

async function* csvParts(columns: readonly SheetColumn[], pages: AsyncIterable<Wire[]>): AsyncGenerator<string> {
  yield byteOrderMark + stringify([columns.map(({ header }) => header)], rfc4180);
  for await (const page of pages) {
    if (page.length === 0) continue;
    yield stringify(
      page.map((record) => columns.map((column) => csvText(column, cellOf(column, record)))),
      rfc4180,
    );
  }
}
