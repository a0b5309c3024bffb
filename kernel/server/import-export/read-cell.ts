import type { DecimalKind, ErrorParams } from '#kernel/contract/index.ts';
import { codecOf } from '../fields/index.ts';
import { fromExcelDay } from './excel-day.ts';
import { unescapeFormula } from './formula-text.ts';
import type { PlannedField } from './import-plan.ts';
import type { SheetValue } from './sheet-column.ts';

/** How the decimals of a file are written, where its own cells tell: `12,50` or `12.50`. */
export type DecimalStyle = 'comma' | 'dot' | null;

/** What the cells of one file have in common. */
export interface CellReading {
  decimals: DecimalStyle;
  /** Days begin in 1904 instead of 1900. */
  date1904: boolean;
}

const decimalKinds: ReadonlySet<string> = new Set<DecimalKind>(['money', 'quantity', 'rate']);
export const isDecimal = (kind: string): boolean => decimalKinds.has(kind);

/** Text of a cell: trimmed, without the apostrophe that protects from formulas; null when nothing is left. */
export function textOf(value: SheetValue | undefined): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return plainNumber(value);
  const text = unescapeFormula(String(value).trim());
  return text === '' ? null : text;
}

/** 0.30000000000000004 → `0.3`: a spreadsheet's number has 15 digits, the rest is its binary form. */
function plainNumber(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e-') ? Number(text).toFixed(20).replace(/0+$/, '') : text;
}

/** A cell as the wire value of its field; what cannot be read comes back as it is, and is refused with a reason. */
export function wireValue(
  { spec, values }: PlannedField,
  value: SheetValue | undefined,
  reading: CellReading,
): unknown {
  const text = textOf(value);
  if (text === null) return null;
  const { kind } = spec;
  const codec = codecOf(spec);
  if (typeof value === 'number') {
    if (kind === 'int') return value;
    if (kind === 'date' || kind === 'dateTime') return instantOf(value, kind, reading);
  }
  if (typeof value === 'boolean' && kind === 'bool') return value;
  if (kind === 'choice' || kind === 'state')
    return spec.values?.includes(text) ? text : (values.get(text.toLowerCase()) ?? text);
  if (isDecimal(kind) && typeof value === 'string')
    return codec.parseText?.(withoutGroups(text, reading.decimals)) ?? text;
  return codec.parseText ? codec.parseText(text) : text;
}

/** Excel's day number as a date, or as an instant where it has a time of day. */
function instantOf(days: number, kind: string, { date1904 }: CellReading): string {
  const instant = fromExcelDay(days, date1904);
  if (days < 0 || Number.isNaN(instant.getTime())) return String(days);
  const text = instant.toISOString();
  return kind === 'date' && text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}

const dotGroups = /^[-+]?\d{1,3}(\.\d{3})+$/;
const commaGroups = /^[-+]?\d{1,3}(,\d{3})+$/;

/** `1.234` is 1234 in a file that writes `12,50`, and `1,234` is in one that writes `12.50`. */
function withoutGroups(text: string, style: DecimalStyle): string {
  if (style === 'comma' && dotGroups.test(text)) return text.replaceAll('.', '');
  if (style === 'dot' && commaGroups.test(text)) return text.replaceAll(',', '');
  return text;
}

const commaDecimals =
  /^[-+]?(?:\d+,(?:\d{1,2}|\d{4,})|(?:0+|\d{4,}),\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,})$/;
const dotDecimals =
  /^[-+]?(?:\d+\.(?:\d{1,2}|\d{4,})|(?:0+|\d{4,})\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,})$/;
/** A thousand in one country, one and a bit in the other. */
const ambiguous = /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/;
/** What a spreadsheet shows where its formula has failed, in English and in German. */
const cellError =
  /^#(?:N\/A|REF!|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|NV|BEZUG!|WERT!|ZAHL!|ÜBERLAUF!|KALK!)$/;

/** What is wrong with a cell before anybody asks what its field takes; undefined for nothing. */
export function faultOf(
  { spec }: PlannedField,
  value: SheetValue | undefined,
  { decimals }: CellReading,
): { code: string; params: ErrorParams } | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (cellError.test(text)) return { code: 'kernel.cellError', params: { value: text } };
  if (isDecimal(spec.kind) && decimals === null && ambiguous.test(text))
    return { code: 'kernel.ambiguousNumber', params: { value: text } };
  return undefined;
}

/** Which decimal sign a cell proves, if any: `12,5` proves the comma, `1,234` proves nothing. */
export function provenStyle(value: SheetValue | undefined): DecimalStyle {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (commaDecimals.test(text)) return 'comma';
  return dotDecimals.test(text) ? 'dot' : null;
}
