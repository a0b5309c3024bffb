import type { ImportKind } from '../../contract/index.ts';
import { type Finding, finding } from './mapping/map-row.ts';
import type { PlannedRow } from './plan/plan-rows.ts';

export interface Counts {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  warnings: number;
  linked: number;
  linkedByKey: number;
  linkedBySku: number;
  orphans: number;
  orphansWithoutKey: number;
}

/** A line of the report. */
export interface ReportLine extends Finding {
  severity: 'error' | 'warning';
  sourceKey: string | null;
  sku: string | null;
}

export interface Outcome {
  counts: Counts;
  lines: ReportLine[];
  /** Time spent, in ms; the source's answers are in `read`. */
  took: { read: number; write: number };
}

/** What a run hands back: the record it left, and what it counted. */
export interface RunSummary extends Counts {
  id: number;
  number: string;
  kind: ImportKind;
  state: 'succeeded' | 'partial' | 'failed';
  dryRun: boolean;
  /** It ended at the first row that failed, as was asked for; nothing behind it was touched. */
  stopped: boolean;
  took: Outcome['took'];
}

export const noCounts: Readonly<Counts> = {
  read: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  warnings: 0,
  linked: 0,
  linkedByKey: 0,
  linkedBySku: 0,
  orphans: 0,
  orphansWithoutKey: 0,
};

const countedAs = { create: 'created', update: 'updated', unchanged: 'unchanged', failed: 'failed' } as const;

/** Adds up what became of the rows. `remarks` concern the table as a whole. */
export function summarise(
  { rows: planned, stopped }: { rows: readonly PlannedRow[]; stopped: boolean },
  remarks: readonly Finding[],
): Pick<Outcome, 'counts' | 'lines'> {
  const counts: Counts = { ...noCounts, read: planned.length };
  const errors: ReportLine[] = [];
  const warnings = remarks.map(
    (remark): ReportLine => ({ ...remark, severity: 'warning', sourceKey: null, sku: null }),
  );
  for (const { row, action, link } of planned) {
    counts[countedAs[action]]++;
    const about = { sourceKey: row.key, sku: row.sku };
    if (action === 'failed')
      errors.push(...row.problems.map((one) => ({ ...one, ...about, severity: 'error' as const })));
    else {
      warnings.push(...row.warnings.map((one) => ({ ...one, ...about, severity: 'warning' as const })));
      if (link) countLink(counts, link.by, row.values.legacyFamilie === null);
    }
  }
  counts.warnings = warnings.length;
  const last = planned.at(-1)?.row;
  // Told behind the reason; it is no fault of its own.
  if (stopped && last)
    errors.push({ ...finding(null, 'legacy.stopped'), severity: 'error', sourceKey: last.key, sku: last.sku });
  return { counts, lines: [...errors, ...warnings] };
}

function countLink(counts: Counts, by: 'key' | 'sku' | 'hand' | null, withoutKey: boolean): void {
  if (by === null) {
    counts.orphans++;
    if (withoutKey) counts.orphansWithoutKey++;
    return;
  }
  counts.linked++;
  if (by === 'key') counts.linkedByKey++;
  if (by === 'sku') counts.linkedBySku++;
}
