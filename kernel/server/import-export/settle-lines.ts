import type { AnyRow } from '../served.ts';
import { completeTexts, type ImportEntry } from './import-entry.ts';
import type { ImportPlan } from './import-plan.ts';
import { isSame } from './same-value.ts';

type Line = Record<string, unknown>;

/**
 * Puts the lines of a row into its values: they are the whole list. A line that says what a line of the record says is
 * that line, and keeps what the file does not tell of it; so is one that only begins alike (the same barcode in another
 * quantity). Where nothing differs, the field is left alone.
 */
export function settleLines(plan: ImportPlan, entry: ImportEntry): void {
  for (const [name, sub] of plan.lines) {
    const lines = entry.lines.get(name) ?? [];
    const old = (entry.before?.[name] ?? []) as AnyRow[];
    const meant = matchLines(sub, lines, old);
    const isUnchanged =
      lines.length === old.length && lines.every((line, index) => meant.get(line) === old[index] && saysAll(sub, line));
    for (const [index, line] of lines.entries()) {
      entry.problems.push(...line.problems.map((one) => ({ ...one, path: `${name}.${index}.${one.path}` })));
      entry.waits ||= line.waits;
    }
    if (isUnchanged || (!entry.before && lines.length === 0)) delete entry.wire[name];
    else entry.wire[name] = lines.map((line) => lineOf(sub, line));
  }
}

/** The old line that each line is; first those that say the same, then those that begin alike. */
function matchLines(
  sub: ImportPlan,
  lines: readonly ImportEntry[],
  old: readonly AnyRow[],
): Map<ImportEntry, AnyRow | null> {
  const free = new Set(old);
  const meant = new Map<ImportEntry, AnyRow | null>();
  const [first = ''] = sub.columns.flatMap((column) => column?.field ?? []);
  const beginsAlike = (line: ImportEntry) => line.wire[first] !== null && says(sub, line, first);
  for (const isIt of [(line: ImportEntry) => saysAll(sub, line), beginsAlike]) {
    for (const [index, line] of lines.entries()) {
      if (meant.get(line)) continue;
      // Nearly always it stands at the same place.
      const here = old[index];
      const found = [...(here && free.has(here) ? [here] : []), ...free].find((one) => {
        line.before = one;
        completeTexts(line);
        return isIt(line);
      });
      line.before = found ?? null;
      completeTexts(line);
      if (found) free.delete(found);
      meant.set(line, found ?? null);
    }
  }
  return meant;
}

const says = (sub: ImportPlan, { wire, before }: ImportEntry, name: string): boolean => {
  const field = sub.fields.get(name);
  return field === undefined || isSame(sub, field, before?.[name] ?? null, wire[name]) || isLeft(sub, name, wire[name]);
};
const saysAll = (sub: ImportPlan, line: ImportEntry): boolean =>
  Object.keys(line.wire).every((name) => says(sub, line, name));

/** What the server sets is not for a file to say, and an empty cell leaves a field that is never empty as it is. */
function isLeft({ fields }: ImportPlan, name: string, value: unknown): boolean {
  const spec = fields.get(name)?.spec;
  if (spec?.readOnly || spec?.secret) return true;
  return value === null && (spec?.required === true || spec?.default !== undefined);
}

function lineOf(sub: ImportPlan, { wire, before }: ImportEntry): Line {
  const line: Line = before ? { id: before.id } : {};
  for (const [name, value] of Object.entries(wire)) {
    if (isLeft(sub, name, value) || (value === null && !before)) continue;
    line[name] = value;
  }
  return line;
}
