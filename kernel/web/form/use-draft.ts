import { useMemo, useState } from 'react';
import type { Fields } from '../../contract/index.ts';
import { defaultOf, isBlankLine, type Line, sameValue, toBody } from './to-write.ts';

export interface Draft {
  /** The value to show: what was entered, else what the record has. */
  value: (name: string) => unknown;
  set: (name: string, value: unknown) => void;
  /** What differs from the record. */
  changes: Readonly<Record<string, unknown>>;
  isDirty: boolean;
  /** The changes as the HTTP interface takes them. */
  body: () => Record<string, unknown>;
  /** Starts over, with other changes where some shall stay. */
  reset: (changes?: Readonly<Record<string, unknown>>) => void;
}

/** Values being entered over those of a record (or over the defaults of a new one). */
export function useDraft(
  fields: Fields,
  base: Readonly<Record<string, unknown>>,
  initial: Readonly<Record<string, unknown>> = {},
): Draft {
  const [changes, setChanges] = useState<Readonly<Record<string, unknown>>>(initial);
  return useMemo(
    () => ({
      value: (name) => (name in changes ? changes[name] : base[name]),
      set: (name, value) =>
        setChanges((before) => {
          const spec = fields[name];
          const { [name]: _, ...others } = before;
          return spec && sameValue(spec, value, base[name] ?? null) ? others : { ...others, [name]: value };
        }),
      changes,
      isDirty: Object.keys(changes).length > 0,
      body: () => toBody(fields, withoutBlankLines(fields, changes)),
      reset: (next = {}) => setChanges(next),
    }),
    [fields, base, changes],
  );
}

function withoutBlankLines(fields: Fields, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const lineFields = fields[name]?.kind === 'lines' ? fields[name].fields : undefined;
      return [
        name,
        lineFields && Array.isArray(value) ? value.filter((line: Line) => !isBlankLine(lineFields, line)) : value,
      ];
    }),
  );
}

/** What a new record starts with: the declared defaults, and what the link to the page brought along. */
export function defaultsOf(fields: Fields): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries(fields)) {
    if (spec.readOnly) continue;
    if (spec.default !== undefined) found[name] = defaultOf(spec);
    else if (spec.kind === 'lines' || spec.kind === 'refs') found[name] = [];
  }
  return found;
}
