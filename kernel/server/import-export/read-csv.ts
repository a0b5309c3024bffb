import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { type Options, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { kernelErrors } from '#kernel/contract/index.ts';
import { type Sheet, type SheetRow, sheetOf } from './sheet.ts';

const delimiters = [',', ';', '\t'] as const;
/** Excel's own hint in the first line. */
const hint = /^sep=([,;\t])\r?\n/i;
/** Where the header is looked for, in bytes. */
const headerWithin = 256 * 1024;
/** Most characters of one record: a quote that is never closed is found early. */
const longestRecord = 2_000_000;
const sliceSize = 64 * 1024;

const options = (delimiter: string): Options => ({
  delimiter,
  record_delimiter: ['\r\n', '\n', '\r'],
  // Inch signs stand in names of products; rows of another length are reported one by one.
  relax_quotes: true,
  relax_column_count: true,
  max_record_size: longestRecord,
});

/**
 * Opens a CSV in UTF-8, UTF-16 with byte order mark or Windows-1252, separated by comma, semicolon or tab.
 * `isKnown` says which headers make sense; the separator that gives most of them is the right one.
 */
export async function openCsv(content: Uint8Array, isKnown: (header: string) => boolean): Promise<Sheet> {
  const text = asUtf8(content);
  const [whole = '', hinted] = hint.exec(text.toString('latin1', 0, 8)) ?? [];
  const bytes = text.subarray(whole.length);
  const delimiter = hinted ?? bestDelimiter(bytes, isKnown);
  const sheet = await sheetOf(() => rowsOf(bytes, delimiter, whole ? 2 : 1));
  if (!sheet) throw kernelErrors.unreadableFile();
  // Where commas part the cells, dots part the decimals.
  return delimiter === ',' ? { ...sheet, decimals: 'dot' } : sheet;
}

/** The content in UTF-8 without byte order mark. Zeros are in no text: what has some is another kind of file. */
function asUtf8(content: Uint8Array): Buffer {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const utf16 = { fffe: 'utf-16le', feff: 'utf-16be' }[bytes.toString('hex', 0, 2)];
  if (utf16) return Buffer.from(new TextDecoder(utf16).decode(bytes));
  if (bytes.includes(0)) throw kernelErrors.unreadableFile();
  if (!isUtf8(bytes)) return Buffer.from(new TextDecoder('windows-1252').decode(bytes));
  return bytes.toString('hex', 0, 3) === 'efbbbf' ? bytes.subarray(3) : bytes;
}

function bestDelimiter(bytes: Buffer, isKnown: (header: string) => boolean): string {
  const start = bytes.subarray(0, headerWithin);
  const scores = delimiters.map((delimiter) => {
    try {
      const [header = []] = parseAtOnce(start, { ...options(delimiter), to: 1, skip_empty_lines: true }) as string[][];
      return header.filter((cell) => isKnown(cell.trim())).length * 1000 + Math.min(header.length, 999);
    } catch {
      return 0;
    }
  });
  return delimiters[scores.indexOf(Math.max(...scores))] ?? ',';
}

function* slices(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += sliceSize) yield bytes.subarray(start, start + sliceSize);
}

async function* rowsOf(bytes: Buffer, delimiter: string, firstRow: number): AsyncGenerator<SheetRow> {
  const records = Readable.from(slices(bytes)).pipe(parse(options(delimiter)));
  let row = firstRow;
  try {
    for await (const cells of records as AsyncIterable<string[]>) yield { row: row++, cells };
  } catch (error) {
    throw unreadable(error);
  }
}

/** The parser's refusal (a quote that is not closed, a record without end) as ours. */
function unreadable(error: unknown): unknown {
  const { code } = error as { code?: string };
  return code?.startsWith('CSV_') ? Object.assign(kernelErrors.unreadableFile(), { cause: error }) : error;
}
