import type { ErrorParams, Reference } from '#kernel/contract/index.ts';
import type { FixCode } from './fix-codes.ts';
import type { RuleCode, Severity } from './rule-codes.ts';

/** A rule with what it finds now. */
export interface RuleCount {
  code: RuleCode;
  severity: Severity;
  /** Resource of the records it finds, and the field where they can be put right. */
  resource: string;
  field: string | null;
  /** Findings that wait for somebody. */
  open: number;
  accepted: number;
  /** The bulk fixes there are. */
  fixes: readonly FixCode[];
  /** They are for chosen findings only, never for all. */
  oneByOne: boolean;
  /** Open findings of former days, oldest first; absent where the reader sees only part of the records. */
  trend?: { day: string; open: number }[];
}

/** Answer of `GET quality/summary`: the most urgent rule first. */
export interface QualitySummary {
  at: string;
  /** Open findings by severity. */
  errors: number;
  warnings: number;
  hints: number;
  accepted: number;
  rules: RuleCount[];
}

export interface Finding {
  /** Id of the record. */
  id: number;
  version: number;
  title: string | null;
  subtitle: string | null;
  /** Path of its page. */
  path: string;
  /** What stands there, and what should. */
  found: string | null;
  expected: string | null;
  /** The record it contradicts: its parent, its double. */
  other: (Reference & { path: string }) | null;
  acceptance: { reason: string; user: string | null; at: string } | null;
}

/** Answer of `GET quality/findings`. */
export interface FindingsPage {
  rule: Omit<RuleCount, 'trend'>;
  items: Finding[];
  next: string | null;
}

/** What a fix does to one record: values as on the wire. */
export interface FixedRow {
  id: number;
  version: number;
  title: string | null;
  subtitle: string | null;
  changes: { field: string; before: unknown; after: unknown }[];
}

/** A row that a fix leaves alone, and why. */
export interface SkippedRow {
  id: number;
  title: string | null;
  code: string;
  params: ErrorParams;
  message: string;
}

/** Answer of a dry run of `POST quality/fixes`: nothing has been written. */
export interface FixPreview {
  rows: FixedRow[];
  skipped: SkippedRow[];
  /** All findings that the fix would be tried on; more than are shown where there are very many. */
  total: number;
}

/** What came of a fix; also the result of its job. */
export interface FixResult {
  done: number;
  skipped: SkippedRow[];
}
