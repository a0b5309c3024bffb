import type { FieldSpec, Language } from '../../contract/index.ts';
import { parseDateEntry } from '../i18n/date-entry.ts';
import { parseDecimalEntry } from '../i18n/decimal-entry.ts';

/** Rows and cells of what a spreadsheet puts on the clipboard; quoted cells may hold tabs, line breaks and doubled quotes. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  const normal = text.replace(/\r\n?/g, '\n');
  for (let at = 0; at < normal.length; at++) {
    const character = normal.charAt(at);
    if (quoted) {
      if (character !== '"') cell += character;
      else if (normal.charAt(at + 1) === '"') cell += normal.charAt(++at);
      else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === '\t') endCell();
    else if (character === '\n') endRow();
    else cell += character;
  }
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

export const isTable = (text: string): boolean => /[\t\n]/.test(text.trimEnd());

/** A pasted cell as a value of its field; what cannot be read as one stays text, for the server to refuse in words. */
export function pastedValue(spec: FieldSpec, cell: string, language: Language, today: Date): unknown {
  const text = cell.trim();
  if (text === '') return spec.kind === 'bool' ? false : null;
  switch (spec.kind) {
    case 'money':
    case 'quantity':
    case 'rate':
      return parseDecimalEntry(text, language) ?? text;
    case 'int': {
      const number = Number(parseDecimalEntry(text, language) ?? Number.NaN);
      return Number.isSafeInteger(number) ? number : text;
    }
    case 'date':
      return parseDateEntry(text, language, today) ?? text;
    case 'bool':
      return ['1', 'x', 'ja', 'j', 'yes', 'y', 'true', 'wahr'].includes(text.toLowerCase());
    default:
      return text;
  }
}
