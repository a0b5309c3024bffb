import type { ErrorParams, Fields } from '#kernel/contract/index.ts';
import type { SourceRow } from '../../rest-client/read-answer.ts';
import { checkValue } from './check-value.ts';
import { type ConversionName, convert } from './conversions.ts';
import { isFault, shown } from './field-fault.ts';
import type { Mapping } from './mappings.ts';

/** Something to say about a row; `field` is the column of the source where it can be put right. */
export interface Finding {
  field: string | null;
  value: string | null;
  code: string;
  params: ErrorParams;
}

/** A row of the source in Kontor's terms. */
export interface MappedRow {
  /** `__KEY`; null only in a broken row. */
  key: string | null;
  sku: string | null;
  values: Record<string, unknown>;
  /** Why the row cannot be imported; empty for a good one. */
  problems: Finding[];
  /** What somebody should look at although it can. */
  warnings: Finding[];
}

/** A mapping with the names that its columns really have in the source. */
export interface ResolvedMapping {
  rules: { field: string; from: readonly string[]; as: ConversionName; price: string | undefined }[];
  /** Columns the source does not have; their fields are left alone. */
  missing: string[];
}

/** Finds the columns of a mapping among the attributes of a table, whatever their case (`Release_Date`, `Aktiv`). */
export function resolveMapping(mapping: Mapping, attributes: readonly string[]): ResolvedMapping {
  const known = new Map([...attributes, '__KEY'].map((name) => [name.toLowerCase(), name]));
  const missing = new Set<string>();
  const rules = Object.entries(mapping).flatMap(([field, { from, as, price }]) => {
    const present = from.map((name) => known.get(name.toLowerCase()) ?? '');
    for (const [index, name] of from.entries()) if (present[index] === '') missing.add(name);
    return present.some((name) => name !== '') ? [{ field, from: present, as, price }] : [];
  });
  return { rules, missing: [...missing] };
}

/** Converts and checks every mapped field of a row; all that is wrong is found at once. Pure. */
export function mapRow(row: SourceRow, mapping: ResolvedMapping, fields: Fields): MappedRow {
  const values: Record<string, unknown> = {};
  const problems: Finding[] = [];
  for (const { field, from, as, price } of mapping.rules) {
    const raws = from.map((name) => row[name]);
    const value = convert(as, raws, price);
    const fault = isFault(value) ? value : checkValue(fields[field], value);
    const column = from.find((name) => name !== '') ?? field;
    if (fault) problems.push({ field: column, value: shown(raws[0]), code: fault.fault, params: fault.params });
    else values[field] = value;
  }
  // A value that was refused has its problem already; `null` was empty in the source.
  if (values.legacyKey === null) problems.push(finding(columnOf(mapping, 'legacyKey'), 'legacy.keyMissing'));
  if (values.sku === null) problems.push(finding(columnOf(mapping, 'sku'), 'legacy.numberMissing'));
  return { key: textOf(values.legacyKey), sku: textOf(values.sku), values, problems, warnings: [] };
}

export const finding = (
  field: string | null,
  code: string,
  params: ErrorParams = {},
  value: unknown = null,
): Finding => ({
  field,
  code,
  params,
  value: value === null ? null : shown(value),
});

/** The first column a field comes from; the field's own name where none is mapped. */
export const columnOf = (mapping: ResolvedMapping, field: string): string =>
  mapping.rules.find((rule) => rule.field === field)?.from.find((name) => name !== '') ?? field;

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
