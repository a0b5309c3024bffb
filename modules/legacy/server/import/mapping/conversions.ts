import type { FieldKind, Quantity, Translated } from '#kernel/contract/index.ts';
import { exactDecimal } from './exact-decimal.ts';
import { type FieldFault, fieldFault, isFault, shown } from './field-fault.ts';
import { parseLegacyDate } from './legacy-date.ts';
import { priceOfKind } from './price-of-kind.ts';

/** The rules of cleansing (PRD-MIG-10): values of the source → value in memory. `price` names the kind of price. */
type Conversion = (raws: readonly unknown[], price: string) => unknown;

const isEmpty = (raw: unknown): boolean => raw === null || raw === undefined || raw === '';
const lineBreaks = /\r\n?|[\n\u2028\u2029]/g;
const controls = /[^\P{Cc}\n]/gu;

/** Trimmed; 4D's carriage returns become line feeds, or blanks where one line is wanted; other control characters go. */
function cleanText(raw: unknown, several: boolean): string | null | FieldFault {
  if (isEmpty(raw)) return null;
  if (typeof raw !== 'string' && typeof raw !== 'number')
    return fieldFault('legacy.textUnreadable', { value: shown(raw) });
  const lines = String(raw).replaceAll('\t', ' ').replace(lineBreaks, '\n').replace(controls, '').toWellFormed();
  const text = (several ? lines.replace(/[ ]+\n/g, '\n') : lines.replace(/\s*\n\s*/g, ' ')).trim();
  return text === '' ? null : text;
}

function translatedText([german, english]: readonly unknown[], several: boolean): Translated | null | FieldFault {
  const de = cleanText(german, several);
  const en = cleanText(english, several);
  if (isFault(de)) return de;
  if (isFault(en)) return en;
  return de === null && en === null ? null : { de, en };
}

const words: Readonly<Record<string, boolean>> = {
  true: true,
  wahr: true,
  '1': true,
  false: false,
  falsch: false,
  '0': false,
};

function readBool(raw: unknown, empty: boolean): boolean | FieldFault {
  if (typeof raw === 'boolean') return raw;
  if (isEmpty(raw)) return empty;
  return words[String(raw).trim().toLowerCase()] ?? fieldFault('legacy.boolUnreadable', { value: shown(raw) });
}

function readState(raw: unknown): 'active' | 'archived' | FieldFault {
  const active = readBool(raw, true);
  if (isFault(active)) return active;
  return active ? 'active' : 'archived';
}

/** 0 is what 4D writes where nobody measured. */
function measure(raw: unknown): Quantity | null | FieldFault {
  const number = typeof raw === 'string' && /^\s*-?\d+([.,]\d+)?\s*$/.test(raw) ? Number(raw.replace(',', '.')) : raw;
  if (isEmpty(raw) || number === 0) return null;
  const quantity = typeof number === 'number' ? exactDecimal(number, 'quantity') : null;
  return quantity ?? fieldFault('legacy.numberUnreadable', { value: shown(raw) });
}

function readDate(raw: unknown): string | null | FieldFault {
  if (isEmpty(raw)) return null;
  const date = typeof raw === 'string' ? parseLegacyDate(raw) : undefined;
  return date === undefined ? fieldFault('legacy.dateUnreadable', { value: shown(raw) }) : date;
}

/** Keys are compared with keys: not a byte of them is touched (PRD-PMG-29). */
function verbatim(raw: unknown): string | null | FieldFault {
  if (isEmpty(raw)) return null;
  if (typeof raw === 'string' || typeof raw === 'number') return String(raw);
  return fieldFault('legacy.textUnreadable', { value: shown(raw) });
}

/** The first of several columns that has something (PRD-PMG-09). */
function firstText(raws: readonly unknown[]): string | null | FieldFault {
  for (const raw of raws) {
    const text = cleanText(raw, false);
    if (text !== null) return text;
  }
  return null;
}

interface Rule {
  convert: Conversion;
  /** Kinds of field that can take the result. */
  fits: readonly FieldKind[];
}

const conversions = {
  // A category is named by text and found later, hence `ref`.
  text: { fits: ['text', 'ref'], convert: ([raw]) => cleanText(raw, false) },
  firstText: { fits: ['text'], convert: firstText },
  translated: { fits: ['translated'], convert: (raws) => translatedText(raws, false) },
  translatedLines: { fits: ['translated'], convert: (raws) => translatedText(raws, true) },
  bool: { fits: ['bool'], convert: ([raw]) => readBool(raw, false) },
  state: { fits: ['state'], convert: ([raw]) => readState(raw) },
  measure: { fits: ['quantity'], convert: ([raw]) => measure(raw) },
  date: { fits: ['date'], convert: ([raw]) => readDate(raw) },
  price: { fits: ['money'], convert: ([raw], price) => priceOfKind(raw, price) },
  verbatim: { fits: ['text'], convert: ([raw]) => verbatim(raw) },
} satisfies Record<string, Rule>;

export type ConversionName = keyof typeof conversions;

/** The kinds of field a conversion fills; none where there is no such conversion. */
export const fieldKindsOf = (name: string): readonly FieldKind[] =>
  Object.hasOwn(conversions, name) ? conversions[name as ConversionName].fits : [];

/** The value of a field, or why there is none. `price` is the kind of price, for the conversion of that name. */
export function convert(name: ConversionName, raws: readonly unknown[], price = ''): unknown {
  const { convert: conversion }: Rule = conversions[name];
  return conversion(raws, price);
}
