import { z } from 'zod';
import { kernelErrors, languages } from '#kernel/contract/index.ts';
import { type Ctx, withTransaction } from '../ctx.ts';
import type { Cell } from '../db/engine.ts';
import { insertRows } from '../db/statements.ts';
import type { JobDefinition, JobView, Keeping } from '../jobs.ts';
import type { Served } from '../served.ts';
import { logImport, strictCtx, strictnesses } from './import.ts';
import type { ChunkResult } from './import-chunk.ts';
import type { ImportPlan } from './import-plan.ts';
import {
  type ImportProblem,
  type ImportReport,
  problemsOfRow,
  type RejectedRow,
  type RowProblem,
  rejectedRows,
  rejectsCsv,
  tellProblem,
} from './import-report.ts';
import { openImport } from './open-import.ts';
import { atStart, type Checkpoint, runImport } from './run-import.ts';

const request = z.strictObject({
  resource: z.string(),
  /** SHA-256 of the file, which lies in the file store. */
  file: z.string(),
  format: z.enum(['csv', 'xlsx']),
  dryRun: z.boolean(),
  strictness: z.enum(strictnesses),
  mapping: z.record(z.string(), z.string().nullable()),
  language: z.enum(languages),
});
export type ImportRequest = z.output<typeof request>;

/** The job's result, and how far it is while it runs. */
export interface ImportProgress extends Checkpoint {
  resource: string;
  dryRun: boolean;
  header: readonly string[];
}

const byHand: Keeping = { job: 0, reached: null, keep: async () => undefined };

/**
 * An import in the background. What became of a chunk is kept in the transaction of the chunk itself, so that it goes on
 * behind the last one after a crash, and counts no row twice.
 */
export const importJob: JobDefinition = {
  kind: 'kernel.import',
  run: async (jobCtx, payload, progress, keeping = byHand) => {
    const { file, language, resource, ...options } = request.parse(payload);
    const ctx: Ctx = { ...strictCtx(jobCtx, options.strictness), language };
    const served = ctx.app.served(resource);
    const opened = await openImport(ctx, served, { ...options, content: await ctx.app.files.get(file) });
    const facts = { resource, dryRun: options.dryRun, header: opened.plan.header };
    const end = await runImport(ctx, opened, {
      dryRun: options.dryRun,
      stopAtFirst: options.strictness === 'stop',
      from: (keeping.reached as ImportProgress | null) ?? atStart(),
      keep: async (tx, outcomes, reached) => {
        await keepRows(tx, keeping.job, opened.plan, outcomes);
        await keeping.keep(tx, { ...facts, ...reached });
      },
      reached: (_, { counts }) => progress.report(counts.read, opened.rows),
    });
    logImport(ctx, served, options.dryRun, end.counts);
    return { ...facts, ...end } satisfies ImportProgress;
  },
};

export async function startImport(
  ctx: Ctx,
  served: Served,
  { content, ...options }: Omit<ImportRequest, 'resource' | 'file' | 'language'> & { content: Uint8Array },
): Promise<JobView> {
  // What is wrong with the file as a whole is said at once, not by a job that fails.
  await openImport(ctx, served, { ...options, content });
  const file = await ctx.app.files.put(content);
  const payload: ImportRequest = { ...options, file, resource: served.resource.name, language: ctx.language };
  return ctx.app.jobs.enqueue(ctx, importJob.kind, payload);
}

const rowColumns = ['job_id', 'sheet_row', 'failed', 'cells', 'problems'];

async function keepRows(tx: Ctx, job: number, plan: ImportPlan, outcomes: ChunkResult['outcomes']): Promise<void> {
  const cells: Cell[][] = [];
  for (const [entry, outcome] of outcomes) {
    const problems = problemsOfRow(plan, entry, outcome);
    const failed = outcome === 'failed';
    if (!failed && problems.length === 0) continue;
    for (const { row, problems: own, ...kept } of rejectedRows(plan, entry, problems)) {
      if (failed) cells.push([job, row, 1, JSON.stringify(kept.cells), JSON.stringify(own)]);
      else if (own.length > 0) cells.push([job, row, 0, '[]', JSON.stringify(own)]);
    }
  }
  if (cells.length > 0) await insertRows(tx.db, tx.app.engine.dialect, 'kernel_import_row', rowColumns, cells);
}

/** The user's own import job; 404 for anybody else's, and for other jobs. */
async function ownImport(ctx: Ctx, id: number): Promise<{ job: JobView; reached: ImportProgress | null }> {
  const job = await ctx.app.jobs.get(ctx, id);
  if (job.kind !== importJob.kind || job.userId !== ctx.actor.id) throw kernelErrors.notFound();
  return { job, reached: job.result as ImportProgress | null };
}

async function rowsOfImport(
  ctx: Ctx,
  job: number,
  failed: boolean,
  limit: number,
): Promise<(Omit<RejectedRow, 'problems'> & { problems: RowProblem[] })[]> {
  const rows = await ctx.db
    .selectFrom('kernel_import_row')
    .select(['sheet_row', 'cells', 'problems'])
    .where('job_id', '=', job)
    .where('failed', '=', Number(failed))
    .orderBy('sheet_row')
    .limit(limit)
    .execute();
  return rows.map(({ sheet_row, cells, problems }) => ({
    row: Number(sheet_row),
    cells: JSON.parse(String(cells)) as string[],
    problems: JSON.parse(String(problems)) as RowProblem[],
  }));
}

/** Most rows that a report tells of; the file of rejected rows has all of them. */
const toldRows = 500;

/** The report of an import job so far, in the reader's language. */
export async function importReport(
  ctx: Ctx,
  id: number,
): Promise<Omit<ImportReport, 'rejects'> & { job: JobView; resource: string; dryRun: boolean }> {
  const { job, reached } = await ownImport(ctx, id);
  const { counts, stopped, resource, dryRun } = reached ?? { ...atStart(), resource: '', dryRun: false };
  const told = async (failed: boolean): Promise<ImportProblem[]> =>
    (await rowsOfImport(ctx, id, failed, toldRows)).flatMap(({ problems }) =>
      problems.map((problem) => tellProblem(ctx, problem)),
    );
  return { job, resource, dryRun, ...counts, stopped, errors: await told(true), warnings: await told(false) };
}

/** The rows of an import job that were not written, as a CSV. */
export async function importRejects(ctx: Ctx, id: number): Promise<string> {
  const { reached } = await ownImport(ctx, id);
  return rejectsCsv(ctx, reached?.header ?? [], await rowsOfImport(ctx, id, true, Number.MAX_SAFE_INTEGER));
}

/** Payload of a job that another one has taken up. */
const takenUp = '{}';

/** Goes on with an import that was cancelled or has failed, behind the last chunk that was written; 409 for any other. */
export async function resumeImport(ctx: Ctx, id: number): Promise<JobView> {
  const { job } = await ownImport(ctx, id);
  return withTransaction(ctx, async (tx) => {
    const old = await tx.db.selectFrom('kernel_job').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const isOver = job.state === 'canceled' || job.state === 'failed';
    if (!isOver || old.payload === takenUp) throw kernelErrors.jobRunning({ job: id });
    const next = await tx.app.jobs.enqueue(tx, importJob.kind, JSON.parse(String(old.payload)));
    const change = (job: number, values: Record<string, Cell>) =>
      tx.db.updateTable('kernel_job').set(values).where('id', '=', job).execute();
    await change(next.id, { result: old.result ?? null });
    await change(id, { payload: takenUp });
    // The report goes along.
    await tx.db.updateTable('kernel_import_row').set({ job_id: next.id }).where('job_id', '=', id).execute();
    return next;
  });
}
