import { AppError } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import type { Served } from '../served.ts';
import type { ChunkResult } from './import-chunk.ts';
import type { ImportPlan } from './import-plan.ts';
import {
  type ImportCounts,
  type ImportReport,
  mostErrors,
  problemsOfRow,
  type RejectedRow,
  type RowProblem,
  rejectedRows,
  rejectsCsv,
  tellProblem,
} from './import-report.ts';
import { type ImportFile, openImport } from './open-import.ts';
import { atStart, runImport } from './run-import.ts';

export type { ImportProblem, ImportReport } from './import-report.ts';
export { importLimits, importMediaTypes } from './open-import.ts';

/** `errors`: faulty rows are left out. `warnings`: doubtful ones too. `stop`: it ends before the first faulty row. */
export const strictnesses = ['errors', 'warnings', 'stop'] as const;
export type Strictness = (typeof strictnesses)[number];

export interface ImportOptions extends ImportFile {
  /** Does everything, tells the result, and takes all of it back. */
  dryRun: boolean;
  strictness?: Strictness;
}

/**
 * Creates and changes records from a file, through the one write path. Rows that cannot be written are reported and stop
 * nothing; each chunk of rows is one transaction. Throws as {@link openImport} does, before anything is written.
 */
export async function importRecords(
  ctx: Ctx,
  served: Served,
  { dryRun, strictness = 'errors', ...file }: ImportOptions,
): Promise<ImportReport> {
  const opened = await openImport(ctx, served, file);
  const book = new ReportBook(opened.plan);
  let reached = atStart();
  try {
    reached = await runImport(strictCtx(ctx, strictness), opened, {
      dryRun,
      stopAtFirst: strictness === 'stop',
      from: reached,
      reached: async (outcomes, checkpoint) => {
        reached = checkpoint;
        book.note(outcomes);
      },
    });
  } catch (error) {
    // The chunks before this one are written: whoever has to go on must know how far it came.
    if (error instanceof AppError && !dryRun && !ctx.inTransaction)
      Object.assign(error.extra, { report: book.report(ctx, reached.counts, false) });
    throw error;
  }
  logImport(ctx, served, dryRun, reached.counts);
  return book.report(ctx, reached.counts, reached.stopped);
}

export const strictCtx = (ctx: Ctx, strictness: Strictness): Ctx =>
  strictness === 'warnings' ? { ...ctx, strict: true } : ctx;

export const logImport = (ctx: Ctx, { resource }: Served, dryRun: boolean, counts: ImportCounts): void =>
  ctx.app.logger.info(
    { requestId: ctx.requestId, user: ctx.actor.id, resource: resource.name, dryRun, ...counts },
    'import',
  );

/** Collects what there is to say of the rows. */
class ReportBook {
  readonly #plan: ImportPlan;
  readonly #errors: RowProblem[] = [];
  readonly #warnings: RowProblem[] = [];
  readonly #rejected: RejectedRow[] = [];

  constructor(plan: ImportPlan) {
    this.#plan = plan;
  }

  note(outcomes: ChunkResult['outcomes']): void {
    for (const [entry, outcome] of outcomes) {
      const problems = problemsOfRow(this.#plan, entry, outcome);
      (outcome === 'failed' ? this.#errors : this.#warnings).push(...problems);
      if (outcome === 'failed' && this.#rejected.length < mostErrors)
        this.#rejected.push(...rejectedRows(this.#plan, entry, problems));
    }
  }

  report(ctx: Ctx, counts: ImportCounts, stopped: boolean): ImportReport {
    const told = (problems: RowProblem[]) =>
      problems
        .sort((a, b) => a.row - b.row)
        .slice(0, mostErrors)
        .map((problem) => tellProblem(ctx, problem));
    const rejected = this.#rejected.sort((a, b) => a.row - b.row);
    return {
      ...counts,
      errors: told(this.#errors),
      warnings: told(this.#warnings),
      stopped,
      rejects: rejected.length > 0 ? rejectsCsv(ctx, this.#plan.header, rejected) : null,
    };
  }
}
