import { Readable } from 'node:stream';
import type { Wire } from '../present.ts';
import { columnLetters } from './column-letters.ts';
import { excelDay } from './excel-day.ts';
import { cellOf, xlsxText, xlsxValue } from './export-cell.ts';
import type { SheetColumn, SheetForm, SheetValue } from './sheet-column.ts';
import { zipped } from './write-zip.ts';

/*
 * Written by hand: the usual library keeps the whole sheet in memory when records come faster than they are compressed
 * (290 MB for 200,000 records), and half a second of its loading stands still for everybody.
 */

/** Index into `cellXfs` of the styles below. */
const styles: Record<SheetForm, number> = { number: 0, bool: 0, money: 2, date: 3, dateTime: 4, text: 5 };
const headerStyle = 1;
const widths: Record<SheetForm, number> = { text: 24, number: 12, money: 14, bool: 10, date: 12, dateTime: 17 };

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const contentTypes = `${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`;
const relations = (...targets: [type: string, target: string][]) =>
  `${xml}<Relationships xmlns="${packages}/relationships">${targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
const workbook = (title: string) =>
  `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(title)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

const xf = (format: number, font = 0) =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`;
const font = (bold: string) => `<font>${bold}<sz val="11"/><name val="Calibri"/></font>`;
/** 14 and 22 are shown in the reader's own order of day, month and year; 49 keeps what is typed there a text. */
const styleSheet = `${xml}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="#,##0.00##"/></numFmts><fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">${xf(0)}${xf(0, 1)}${xf(164)}${xf(14)}${xf(22)}${xf(49)}</cellXfs></styleSheet>`;

/** A workbook of one sheet with a fixed header row; one page of records is in memory at a time. */
export const xlsxStream = (title: string, columns: readonly SheetColumn[], pages: AsyncIterable<Wire[]>): Readable =>
  Readable.from(
    zipped([
      { name: '[Content_Types].xml', content: [contentTypes] },
      { name: '_rels/.rels', content: [relations(['officeDocument', 'xl/workbook.xml'])] },
      { name: 'xl/workbook.xml', content: [workbook(title)] },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: [relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml'])],
      },
      { name: 'xl/styles.xml', content: [styleSheet] },
      { name: 'xl/worksheets/sheet1.xml', content: sheetXml(columns, pages) },
    ]),
    { objectMode: false },
  );

async function* sheetXml(columns: readonly SheetColumn[], pages: AsyncIterable<Wire[]>): AsyncGenerator<string> {
  const letters = columns.map((_, index) => columnLetters(index));
  const cols = columns.map(
    ({ form }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${widths[form]}" style="${styles[form]}" customWidth="1"/>`,
  );
  const header = columns.map((column, index) => cellXml(`${letters[index]}1`, headerStyle, xlsxText(column.header)));
  yield `${xml}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData><row r="1">${header.join('')}</row>`;
  let row = 1;
  for await (const page of pages) {
    let text = '';
    for (const record of page) {
      row++;
      text += `<row r="${row}">`;
      for (const [index, column] of columns.entries()) {
        text += cellXml(`${letters[index]}${row}`, styles[column.form], xlsxValue(column, cellOf(column, record)));
      }
      text += '</row>';
    }
    yield text;
  }
  yield '</sheetData></worksheet>';
}

function cellXml(place: string, style: number, value: SheetValue | Date): string {
  if (value === null) return '';
  const start = `<c r="${place}" s="${style}"`;
  if (typeof value === 'string')
    return `${start} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  if (typeof value === 'boolean') return `${start} t="b"><v>${value ? 1 : 0}</v></c>`;
  return `${start}><v>${value instanceof Date ? excelDay(value) : value}</v></c>`;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };
const escaped = (text: string): string => text.replace(/[&<>"\r]/g, (character) => entities[character] ?? character);
