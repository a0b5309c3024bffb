import { type FieldProblem, type Language, languages, type Translated } from '#kernel/contract/index.ts';
import type { AnyRow } from '../served.ts';
import { columnLetters } from './column-letters.ts';
import { contradiction, rowsOf } from './group-rows.ts';
import type { ImportPlan } from './import-plan.ts';
import { type CellReading, faultOf, textOf, wireValue } from './read-cell.ts';
import type { SheetRow } from './sheet.ts';
import { isBlank } from './sheet.ts';

/** What a row says about the records a field refers to: their titles, their ids, or both. */
export interface Naming {
  title: string | null;
  ids: string | null;
}

/** A row of the file on its way to a record. */
export interface ImportEntry {
  source: SheetRow;
  /** Wire values by field, as far as the row gives them; an empty cell is null. */
  wire: Record<string, unknown>;
  /** Texts by language of translated fields, as far as the row gives them. */
  texts: Record<string, Partial<Record<Language, string | null>>>;
  /** References by field, until they are resolved into `wire`. */
  namings: Map<string, Naming>;
  id: string | null;
  version: string | null;
  /** Its lines by field, as far as the file has columns of them, each read as a record would be. */
  lines: Map<string, ImportEntry[]>;
  /** The record it means, as it is now; null for a new one. */
  before: AnyRow | null;
  problems: FieldProblem[];
  /** What the rules found doubtful in the record that was written. */
  warnings: readonly FieldProblem[];
  /** A reference to this very resource was not found; its record may stand further down in the file. */
  waits: boolean;
}

/** Reads the cells of a row by the plan. What is wrong with them is found later, by the schema of the record. */
export function readEntry(plan: ImportPlan, source: SheetRow, reading: CellReading): ImportEntry {
  const entry: ImportEntry = {
    source,
    wire: {},
    texts: {},
    namings: new Map(),
    id: null,
    version: null,
    lines: new Map(),
    before: null,
    problems: [],
    warnings: [],
    waits: false,
  };
  const { cells } = source;
  // A row may end early: then its last fields are not given, which is something else than given as empty.
  for (let index = 0; index < cells.length; index++) {
    const column = plan.columns[index];
    if (column) readCell(plan, entry, index, reading);
    else if (!isBlank(cells[index]) && !plan.ignored.has(index)) {
      const name = columnLetters(index);
      entry.problems.push({ path: name, code: 'kernel.unknownColumn', params: { column: name } });
    }
  }
  readLines(plan, entry, reading);
  return entry;
}

function readLines(plan: ImportPlan, entry: ImportEntry, reading: CellReading): void {
  if (plan.lines.size === 0) return;
  const other = contradiction(plan, entry.source);
  const path = plan.columns[other?.index ?? -1]?.field;
  if (other && path) entry.problems.push({ path, code: 'kernel.rowsDiffer', params: { row: other.row.row } });
  const rows = rowsOf(entry.source);
  for (const [name, sub] of plan.lines) {
    const places = sub.columns.flatMap((column, index) => (column ? index : []));
    const given = rows.filter(({ cells }) => places.some((index) => !isBlank(cells[index])));
    entry.lines.set(
      name,
      given.map((row) => readEntry(sub, row, reading)),
    );
  }
}

function readCell(plan: ImportPlan, entry: ImportEntry, index: number, reading: CellReading): void {
  const column = plan.columns[index];
  const cell = entry.source.cells[index];
  if (!column) return;
  const { field, part, kind } = column;
  if (field === 'id' || field === 'version') entry[field] = textOf(cell);
  const planned = plan.fields.get(field);
  if (!planned || planned.spec.trace) return;
  // Faults are told in the order of the columns, also where the value is found later.
  entry.wire[field] ??= null;
  if (column.line) return;
  const fault = faultOf(planned, cell, reading);
  if (fault) entry.problems.push({ path: field, ...fault });
  else if (kind === 'ref' || kind === 'refs' || kind === 'file') {
    const naming = entry.namings.get(field) ?? { title: null, ids: null };
    if (part === 'id') naming.ids = textOf(cell);
    else naming.title = textOf(cell);
    entry.namings.set(field, naming);
  } else if (kind === 'translated' && part && part !== 'id') {
    const texts = entry.texts[field] ?? {};
    texts[part] = textOf(cell);
    entry.texts[field] = texts;
  } else entry.wire[field] = wireValue(planned, cell, reading);
}

/** Completes translated values by the languages that the file does not have, once the record is known. */
export function completeTexts(entry: ImportEntry): void {
  for (const [field, texts] of Object.entries(entry.texts)) {
    const known = (entry.before?.[field] ?? null) as Translated | null;
    const all = languages.map(
      (language) => [language, texts[language] === undefined ? (known?.[language] ?? null) : texts[language]] as const,
    );
    entry.wire[field] = all.every(([, text]) => text === null) ? null : Object.fromEntries(all);
  }
}
