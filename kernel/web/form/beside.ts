import type { FieldSpec, Match } from '../../contract/index.ts';
import { isReference } from '../api/rows.ts';
import type { Beside } from '../fields/field-parts.ts';

type Where = Readonly<Record<string, string | number | boolean>>;

const plainValue = (value: unknown): string | number | boolean | null => {
  if (isReference(value)) return value.id;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
};
const isThere = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/** What is looked up in the line first, and where it leaves it empty in the record it belongs to. */
export const besideLine =
  (line: Readonly<Record<string, unknown>>, record: Beside | undefined): Beside =>
  (field) =>
    isThere(line[field]) ? line[field] : record?.(field);

/** The filters that `match` means now; null: what tells them apart has not been entered. */
export function matching(match: Match, beside: Beside | undefined): Where | null {
  const found = Object.entries(match).map(([filter, field]) => [filter, plainValue(beside?.(field))] as const);
  if (found[0]?.[1] === null) return null;
  return Object.fromEntries(found.flatMap(([filter, value]) => (value === null ? [] : [[filter, value]])));
}

/** Records that may be chosen for a reference: as declared, and as what stands beside it wants. */
export function whereOf(spec: FieldSpec, beside: Beside | undefined): Where | undefined {
  const matched = spec.match && matching(spec.match, beside);
  return matched ? { ...spec.where, ...matched } : spec.where;
}

/** What an input needs to know of its neighbours: nothing, mostly. */
export const besideFor = (spec: FieldSpec, beside: Beside | undefined): { beside?: Beside } =>
  beside && (spec.match || spec.suggests) ? { beside } : {};
