import type { WireRow } from '#kernel/contract/index.ts';
import type { importRun } from '../../contract/index.ts';

export type ImportRunRow = WireRow<typeof importRun>;

/** What one run counted; the record of a run has it, and so has the result of the job. */
export type RunCounts = Pick<
  ImportRunRow,
  | 'read'
  | 'created'
  | 'updated'
  | 'unchanged'
  | 'failed'
  | 'warnings'
  | 'linked'
  | 'linkedByKey'
  | 'linkedBySku'
  | 'orphans'
  | 'orphansWithoutKey'
>;

/** A run as pages show it. */
export interface RunOutcome extends RunCounts, Pick<ImportRunRow, 'id' | 'number' | 'kind' | 'state' | 'dryRun'> {
  /** Milliseconds that reading and writing took; null where only the record is known. */
  took?: { read: number; write: number };
}

/** The result that a finished job of the import leaves. */
export interface ImportResult {
  runs: RunOutcome[];
}

export const isImportResult = (result: unknown): result is ImportResult =>
  typeof result === 'object' && result !== null && Array.isArray((result as Partial<ImportResult>).runs);

/** `97.89`: part of a whole in percent, with two decimals; a whole of nothing is complete. */
export const share = (part: number, whole: number): number => (whole === 0 ? 100 : (part / whole) * 100);

/** Rows per second while they were written, null where none were. */
export function writeRate({ created, updated, dryRun, took }: RunOutcome): number | null {
  const rows = created + updated;
  return dryRun || !took || rows === 0 || took.write === 0 ? null : Math.round((rows / took.write) * 1000);
}
