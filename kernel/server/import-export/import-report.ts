import { stringify } from 'csv-stringify/sync';
import { type FieldProblem, messageIdOf } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import { columnLetters } from './column-letters.ts';
import { remark } from './column-mapping.ts';
import { escapeFormula } from './formula-text.ts';
import { rowsOf } from './group-rows.ts';
import type { ImportEntry } from './import-entry.ts';
import type { ImportPlan } from './import-plan.ts';
import { textOf } from './read-cell.ts';
import type { SheetValue } from './sheet-column.ts';
import type { Outcome } from './write-entries.ts';

export interface ImportCounts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  /** Rows that were written though something about them is doubtful. */
  warned: number;
}

/** Something about one row, as it is kept: the sentence follows when it is read. */
export interface RowProblem extends FieldProblem {
  /** As a spreadsheet counts; the header is usually 1. */
  row: number;
  /** The header of the file; null where the fault lies with the record as a whole or with a field not in the file. */
  column: string | null;
  /** What the file says there, shortened. */
  value: string | null;
}

/** A row that was not written, as it stands in the file. */
export interface RejectedRow {
  row: number;
  cells: readonly string[];
  problems: readonly RowProblem[];
}

/** One fault or warning of one row, in the words of the reader (PRD-VAL-14). */
export interface ImportProblem {
  row: number;
  /** Name of the field; null where the fault lies with the record as a whole. */
  field: string | null;
  column: string | null;
  code: string;
  message: string;
  value: string | null;
}

export interface ImportReport extends ImportCounts {
  /** In the order of the rows; the first {@link mostErrors} of them. */
  errors: ImportProblem[];
  warnings: ImportProblem[];
  /** It ended at the first fault, as was asked for. */
  stopped: boolean;
  /** The rows that were not written, as a CSV with the reasons: to be corrected and imported again. Null when there are none. */
  rejects: string | null;
}

/** Whoever has more broken rows than this has a broken file, and the report stays a page that can be sent. */
export const mostErrors = 10_000;
const longestValue = 100;

export const noCounts = (): ImportCounts => ({ read: 0, created: 0, updated: 0, unchanged: 0, failed: 0, warned: 0 });

/** The counts after some more rows have met their end. */
export function countOutcomes(before: ImportCounts, outcomes: Iterable<readonly [ImportEntry, Outcome]>): ImportCounts {
  const counts = { ...before };
  for (const [{ warnings }, outcome] of outcomes) {
    counts.read++;
    counts[outcome]++;
    if (outcome !== 'failed' && warnings.length > 0) counts.warned++;
  }
  return counts;
}

/** What there is to say of a row that has met its end. */
export function problemsOfRow(plan: ImportPlan, entry: ImportEntry, outcome: Outcome): RowProblem[] {
  const problems = outcome === 'failed' ? entry.problems : entry.warnings;
  return problems.map((problem) => ({ ...problem, ...placeOf(plan, entry, problem.path) }));
}

/** The rows of a record that was not written, each with what is wrong in it. */
export const rejectedRows = (
  plan: ImportPlan,
  { source }: ImportEntry,
  problems: readonly RowProblem[],
): RejectedRow[] =>
  rowsOf(source).map(({ row, cells }) => ({
    row,
    cells: cellsOf(plan, cells),
    problems: problems.filter((problem) => problem.row === row),
  }));

/** All cells of a row as texts, as many as the header has at least. */
const cellsOf = ({ header }: ImportPlan, cells: readonly SheetValue[]): string[] =>
  Array.from({ length: Math.max(header.length, cells.length) }, (_, index) => String(cells[index] ?? ''));

function placeOf(plan: ImportPlan, entry: ImportEntry, path: string): Pick<RowProblem, 'row' | 'column' | 'value'> {
  const [field = '', place, ...rest] = path.split('.');
  const sub = plan.lines.get(field);
  const line = entry.lines.get(field)?.[Number(place)];
  if (sub && line) return placeOf(sub, line, rest.join('.'));
  const { columns, header } = plan;
  const { source } = entry;
  const places = source.cells.flatMap((_, index) =>
    (columns[index]?.field ?? columnLetters(index)) === field ? [index] : [],
  );
  const text = places
    .map((index) => textOf(source.cells[index]) ?? '')
    .filter(Boolean)
    .join(' / ');
  const column = header[columns.findIndex((known) => known?.field === field)] ?? null;
  return { row: source.row, column, value: text === '' ? null : text.slice(0, longestValue) };
}

export const tellProblem = (ctx: Ctx, problem: RowProblem): ImportProblem => ({
  row: problem.row,
  field: problem.path || null,
  column: problem.column,
  code: problem.code,
  message: ctx.app.texts.say(ctx.language, messageIdOf(problem), problem.params ?? {}),
  value: problem.value,
});

/** Without it Excel takes UTF-8 for the code page of the machine. */
const byteOrderMark = '\uFEFF';
const rfc4180 = { record_delimiter: '\r\n', quoted_match: /[\r\n]/ };

/** A CSV of the rows that were not written, each with its reasons; a column of remarks is passed over when it is imported. */
export function rejectsCsv(ctx: Ctx, header: readonly string[], rows: readonly RejectedRow[]): string {
  const say = (problem: RowProblem) => {
    const { column, message } = tellProblem(ctx, problem);
    return column ? `${column}: ${message}` : message;
  };
  const width = Math.max(header.length, ...rows.map(({ cells }) => cells.length));
  const names = Array.from({ length: width }, (_, index) => header[index] ?? '');
  const own = ['kernel.import.row', 'kernel.import.reason'].map(
    (id) => `${remark} ${ctx.app.texts.say(ctx.language, id)}`,
  );
  const lines = rows.map(({ row, cells, problems }) => [
    ...names.map((_, index) => escapeFormula(cells[index] ?? '')),
    String(row),
    escapeFormula(problems.map(say).join(' ')),
  ]);
  return byteOrderMark + stringify([[...names.map(escapeFormula), ...own], ...lines], rfc4180);
}
