import type { Ctx } from '../ctx.ts';
import { columnLetters } from './column-letters.ts';
import type { ImportEntry } from './import-entry.ts';
import type { ImportPlan } from './import-plan.ts';
import { textOf } from './read-cell.ts';
import type { Outcome } from './write-entries.ts';

/** One fault of one row, in the words of the reader (PRD-VAL-14). */
export interface ImportError {
  /** As a spreadsheet counts; the header is usually 1. */
  row: number;
  /** Name of the field; null where the fault lies with the record as a whole. */
  field: string | null;
  code: string;
  message: string;
  /** What the file says there, shortened. */
  value: string | null;
}

export interface ImportReport {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  /** In the order of the rows; the first {@link mostErrors} of them. */
  errors: ImportError[];
}

/** Whoever has more broken rows than this has a broken file, and the report stays a page that can be sent. */
export const mostErrors = 10_000;
const longestValue = 100;

export const emptyReport = (): ImportReport => ({
  read: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  errors: [],
});

/** Counts a row that has met its end, and says what was wrong with it. */
export function noteOutcome(
  ctx: Ctx,
  plan: ImportPlan,
  report: ImportReport,
  entry: ImportEntry,
  outcome: Outcome,
): void {
  report.read++;
  report[outcome]++;
  if (outcome !== 'failed') return;
  for (const { path, code, params } of entry.problems) {
    if (report.errors.length >= mostErrors) return;
    report.errors.push({
      row: entry.source.row,
      field: path || null,
      code,
      message: ctx.app.texts.say(ctx.language, `error.${code}`, params ?? {}),
      value: valueAt(plan, entry, path),
    });
  }
}

function valueAt({ columns }: ImportPlan, { source }: ImportEntry, path: string): string | null {
  const cells = source.cells.filter((_, index) => (columns[index]?.field ?? columnLetters(index)) === path);
  const text = cells
    .map((cell) => textOf(cell) ?? '')
    .filter(Boolean)
    .join(' / ');
  return text === '' ? null : text.slice(0, longestValue);
}
