import { request } from '../api/request.ts';
import type { ResourceRef } from '../api/rows.ts';
import type { Job } from '../realtime/live.ts';
import { readStored, writeStored } from '../stored.ts';

export interface ImportColumn {
  header: string;
  target: string | null;
  /** The header says it by itself. */
  sure: boolean;
  samples: string[];
}
export interface ImportTarget {
  name: string;
  label: string;
  required: boolean;
}
export interface RowNote {
  row: number;
  field: string | null;
  column: string | null;
  code: string;
  message: string;
}
export interface ImportResult {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  warned: number;
  stopped: boolean;
  errors: RowNote[];
  warnings: RowNote[];
  /** The rows that were not written, as CSV: itself, or the job that has it. */
  rejects?: string | null;
  job?: Job;
  dryRun: boolean;
}
export const strictnesses = ['errors', 'warnings', 'stop'] as const;
export type Strictness = (typeof strictnesses)[number];

export interface FoundColumns {
  columns: ImportColumn[];
  targets: ImportTarget[];
}

const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const askEvery = 700;

/** Chosen files often come without a media type; the name tells. */
const withType = (file: File): Blob =>
  new Blob([file], { type: file.name.toLowerCase().endsWith('.xlsx') ? sheet : 'text/csv' });

/** Sends the file to one of the import routes of the resource. */
export const sendFile = <T>(resource: ResourceRef, path: string, file: File, idempotencyKey?: string): Promise<T> =>
  request<T>(`${resource.path}/${path}`, {
    method: 'POST',
    body: withType(file),
    timeout: 600_000,
    ...(idempotencyKey ? { idempotencyKey } : {}),
  });

/** Follows a job until it is over, or nobody looks any more. */
export async function followImport(
  id: number,
  onJob: (job: Job) => void,
  isLooked: () => boolean,
): Promise<ImportResult> {
  for (;;) {
    const report = await request<ImportResult & { job: Job }>(`imports/${id}`);
    onJob(report.job);
    if (!isLooked() || (report.job.state !== 'queued' && report.job.state !== 'running')) return report;
    await new Promise((resolve) => setTimeout(resolve, askEvery));
  }
}

type Remembered = Record<string, string | null>;

/** What this user has chosen for columns of these names before; only what a header does not say by itself. */
export function withRemembered(place: string, { columns, targets }: FoundColumns): FoundColumns & { isClear: boolean } {
  const remembered = readStored<Remembered>(place, {});
  const known = new Set(targets.map(({ name }) => name));
  const mapped = columns.map((column) => {
    const before = remembered[column.header];
    const isKnown = before === null || (before !== undefined && known.has(before));
    return !column.sure && isKnown ? { ...column, target: before } : column;
  });
  return {
    columns: mapped,
    targets,
    isClear: columns.every(({ header, sure }) => sure || header === '' || header in remembered),
  };
}

export function rememberMapping(place: string, columns: readonly ImportColumn[]): void {
  const chosen = columns
    .filter(({ sure, header }) => !sure && header !== '')
    .map(({ header, target }) => [header, target]);
  writeStored(place, { ...readStored<Remembered>(place, {}), ...Object.fromEntries(chosen) });
}

/** The columns after one was given another meaning; no two mean the same. */
export const remap = (columns: readonly ImportColumn[], header: string, target: string | null): ImportColumn[] =>
  columns.map((column) => {
    if (column.header === header) return { ...column, target, sure: false };
    return target !== null && column.target === target ? { ...column, target: null, sure: false } : column;
  });
