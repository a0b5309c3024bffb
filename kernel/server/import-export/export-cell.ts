import type { Reference, StoredFile, Translated } from '#kernel/contract/index.ts';
import type { Wire } from '../present.ts';
import { escapeFormula } from './formula-text.ts';
import type { SheetColumn, SheetValue } from './sheet-column.ts';
import { joinTitles } from './title-list.ts';

/** The value of a record in a column, as on the wire: decimals as decimal strings, dates as ISO texts. */
export function cellOf({ field, kind, part, line }: SheetColumn, record: Wire): SheetValue {
  const value = record[field];
  if (value === null || value === undefined) return null;
  if (line) return cellOf(line, value as Wire);
  if (part !== undefined && part !== 'id') return (value as Translated)[part];
  switch (kind) {
    case 'ref': {
      const reference = typeof value === 'object' ? (value as Reference) : { id: Number(value), title: null };
      return part === 'id' ? reference.id : reference.title;
    }
    case 'refs': {
      const references = value as Reference[];
      const text =
        part === 'id'
          ? references.map(({ id }) => id).join(',')
          : joinTitles(references.flatMap(({ title }) => title ?? []));
      return text || null;
    }
    case 'file':
      return part === 'id' ? (value as StoredFile).id : (value as StoredFile).name;
    default:
      return value as SheetValue;
  }
}

/** The cell's text in a CSV. Numbers and dates are what they are; only texts could be taken for formulas. */
export function csvText({ form }: SheetColumn, value: SheetValue): string {
  if (value === null) return '';
  return form === 'text' ? escapeFormula(String(value)) : String(value);
}

/** Excel keeps 15 digits; a longer amount is exact only as text. */
const mostDigits = 15;
/** Most characters of a cell. */
const longestText = 32_767;
/** Excel's calendar is wrong before this day (it has a 29 February 1900). */
const firstExcelDay = '1900-03-01';
const codePoint = /_(?=x[0-9A-Fa-f]{4}_)/g;
const control = /[\p{Cc}\uFFFE\uFFFF]/gu;
const code = (character: string): string =>
  '\t\n\r'.includes(character)
    ? character
    : `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/** XLSX writes control characters as `_x000B_`; a text that reads like that is written as `_x005F_x000B_`. */
export const xlsxText = (text: string): string =>
  text.replace(codePoint, '_x005F_').replace(control, code).slice(0, longestText);

/** The cell's value in an XLSX: real numbers, dates and booleans, so that a spreadsheet can compute with them. */
export function xlsxValue({ form }: SheetColumn, value: SheetValue): SheetValue | Date {
  if (value === null || typeof value === 'boolean') return value;
  switch (form) {
    case 'number':
    case 'money':
      return String(value).replace(/\D/g, '').length > mostDigits ? String(value) : Number(value);
    case 'date':
    case 'dateTime':
      return String(value) < firstExcelDay ? String(value) : new Date(String(value));
    default:
      return xlsxText(escapeFormula(String(value)));
  }
}
