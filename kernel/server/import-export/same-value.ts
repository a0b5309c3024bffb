import { languages, type Translated } from '#kernel/contract/index.ts';
import type { ImportPlan, PlannedField } from './import-plan.ts';

/** True when a value, stored or as on the wire, is the one the record has. */
export function isSame(plan: ImportPlan, { name, spec }: PlannedField, stored: unknown, value: unknown): boolean {
  if (stored === value) return true;
  if (stored === null || value === null)
    return spec.kind === 'refs' && canonical(stored ?? []) === canonical(value ?? []);
  const { codec } = plan.served.byName.get(name) ?? {};
  if (typeof stored === 'object') return canonical(stored) === canonical(value);
  return codec?.toWire ? codec.toWire(stored) === value : false;
}

/** One text for equal values: the order of referenced records and of languages says nothing. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify([...value].sort());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return JSON.stringify(languages.map((language) => (value as Partial<Translated>)[language] ?? null));
}
