import { kernelErrors } from '#kernel/contract/index.ts';
import { columnIndex } from './column-letters.ts';
import { openZip, type ZipArchive } from './read-zip.ts';
import { type Sheet, type SheetRow, sheetOf } from './sheet.ts';
import type { SheetValue } from './sheet-column.ts';
import { attribute, attributeOf, decodeXml, elementsIn, elementsOf } from './xml-elements.ts';

/*
 * Read by hand: the usual library waits for ever for one in eight damaged files, and unpacks before it looks at sizes.
 */

const limits = { unpacked: 512 * 1024 * 1024, files: 5000 };
/** Bytes of all shared texts, which have to be in memory. */
const mostSharedText = 128 * 1024 * 1024;
const mostColumns = 16_384;

const place = attribute('r');
const type = attribute('t');
const id = attribute('Id');
const target = attribute('Target');
const calendar = attribute('date1904');
/** `r:id` in nearly every file, though the prefix is the writer's choice. */
const relationId = attribute('[\\w.-]+:id');

/** Opens the first sheet of a workbook. Dates come as Excel's day numbers; what a cell means, its column knows. */
export async function openXlsx(content: Uint8Array): Promise<Sheet & { date1904: boolean }> {
  const archive = openZip(content, limits);
  const { part, date1904 } = await firstSheet(archive);
  const texts = await sharedTexts(archive);
  const sheet = await sheetOf(() => rowsOf(archive, part, texts));
  if (!sheet) throw kernelErrors.unreadableFile();
  return { ...sheet, date1904 };
}

async function firstSheet(archive: ZipArchive): Promise<{ part: string; date1904: boolean }> {
  const workbook = 'xl/workbook.xml';
  let relation: string | undefined;
  for await (const { attributes } of elementsOf(archive.read(workbook), 'sheet')) {
    relation ??= attributeOf(attributes, relationId);
  }
  let date1904 = false;
  for await (const { attributes } of elementsOf(archive.read(workbook), 'workbookPr')) {
    date1904 = ['1', 'true'].includes(attributeOf(attributes, calendar) ?? '');
  }
  for await (const { attributes } of elementsOf(archive.read('xl/_rels/workbook.xml.rels'), 'Relationship')) {
    const path = attributeOf(attributes, target);
    if (!path || attributeOf(attributes, id) !== relation) continue;
    return { part: path.startsWith('/') ? path.slice(1) : `xl/${path}`, date1904 };
  }
  throw kernelErrors.unreadableFile();
}

async function sharedTexts(archive: ZipArchive): Promise<string[]> {
  const texts: string[] = [];
  if (!archive.has('xl/sharedStrings.xml')) return texts;
  let length = 0;
  for await (const { inner, prefix } of elementsOf(archive.read('xl/sharedStrings.xml'), 'si')) {
    const text = textOf(inner, prefix);
    length += text.length;
    if (length > mostSharedText) throw kernelErrors.bodyTooLarge();
    texts.push(text);
  }
  return texts;
}

const codePoint = /_x([0-9A-Fa-f]{4})_/g;

/** All runs of a text, without its phonetic reading. */
function textOf(inner: string, prefix: string): string {
  const plain = inner.includes(`<${prefix}rPh`) ? withoutPhonetics(inner, prefix) : inner;
  let text = '';
  for (const run of elementsIn(plain, `${prefix}t`)) text += decodeXml(run.inner);
  return text.includes('_x')
    ? text.replace(codePoint, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

function withoutPhonetics(inner: string, prefix: string): string {
  let text = inner;
  for (const reading of elementsIn(inner, `${prefix}rPh`)) text = text.replace(reading.inner, '');
  return text;
}

async function* rowsOf(archive: ZipArchive, part: string, texts: readonly string[]): AsyncGenerator<SheetRow> {
  let last = 0;
  for await (const { attributes, inner, prefix } of elementsOf(archive.read(part), 'row')) {
    const row = Number(attributeOf(attributes, place) ?? last + 1);
    if (!Number.isSafeInteger(row) || row <= last) throw kernelErrors.unreadableFile();
    last = row;
    yield { row, cells: cellsOf(inner, prefix, texts) };
  }
}

function cellsOf(row: string, prefix: string, texts: readonly string[]): SheetValue[] {
  const cells: SheetValue[] = [];
  for (const { attributes, inner } of elementsIn(row, `${prefix}c`)) {
    const letters = attributeOf(attributes, place);
    const index = letters === undefined ? cells.length : columnIndex(letters);
    // Cells come in order, each once; anything else is no spreadsheet's work.
    if (index < cells.length || index >= mostColumns) throw kernelErrors.unreadableFile();
    if (inner === '') continue;
    while (cells.length < index) cells.push(null);
    cells.push(cellValue(attributeOf(attributes, type) ?? 'n', inner, prefix, texts));
  }
  return cells;
}

function cellValue(kind: string, inner: string, prefix: string, texts: readonly string[]): SheetValue {
  if (kind === 'inlineStr') return textOf(inner, prefix);
  const [element] = elementsIn(inner, `${prefix}v`);
  if (!element) return null;
  const text = decodeXml(element.inner);
  switch (kind) {
    case 's': {
      const shared = texts[Number(text)];
      if (shared === undefined) throw kernelErrors.unreadableFile();
      return shared;
    }
    case 'b':
      return text === '1' || text === 'true';
    case 'n': {
      const number = Number(text);
      return text.trim() === '' || Number.isNaN(number) ? text : number;
    }
    default:
      return text;
  }
}
