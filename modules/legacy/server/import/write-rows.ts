import { AppError, type FieldProblem } from '#kernel/contract/index.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { createRows, updateRows } from '#kernel/server/write.ts';
import { columnOf, finding, type ResolvedMapping } from './mapping/map-row.ts';
import { targets } from './mapping/mappings.ts';
import type { PlannedRow } from './plan/plan-rows.ts';
import type { SourceKind } from './source-tables.ts';

/** Rows of one transaction: few statements, and nobody waits long for the one writer. */
const chunkSize = 500;

/** Not the row's fault: the next row would meet it too, so the run ends. */
const fatal = new Set(['kernel.busy', 'kernel.storageFull', 'kernel.unavailable']);

/**
 * Writes what was planned, in chunks of one transaction each. A chunk that fails is written again row by row, so that
 * a broken row stops nothing but itself (PRD-PMG-21); it becomes `failed`, with the reason.
 *
 * @param report how many rows are done
 */
export async function writeRows(
  ctx: Ctx,
  kind: SourceKind,
  planned: readonly PlannedRow[],
  mapping: ResolvedMapping,
  report: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const work = planned.filter(({ action }) => action === 'create' || action === 'update');
  for (let start = 0; start < work.length; start += chunkSize) {
    const chunk = work.slice(start, start + chunkSize);
    try {
      await writeChunk(ctx, kind, chunk);
    } catch (error) {
      refuseFatal(error);
      for (const row of chunk) await writeOne(ctx, kind, row, mapping);
    }
    await report(Math.min(start + chunkSize, work.length), work.length);
  }
}

/** Creates and changes in one transaction; the right to both has been established when the import was started. */
const writeChunk = (ctx: Ctx, kind: SourceKind, chunk: readonly PlannedRow[]): Promise<void> =>
  withTransaction(trusted(ctx), async (tx) => {
    const served = tx.app.served(targets[kind].name);
    const updates = chunk.flatMap(({ record, values }) => (record ? [{ id: record.id, patch: { ...values } }] : []));
    // Changes first: they may set a number free that a new record takes.
    if (updates.length > 0) await updateRows(tx, served, updates);
    const drafts = chunk.filter(({ record }) => record === null).map(({ values }) => ({ ...values }));
    if (drafts.length > 0) await createRows(tx, served, drafts);
  });

async function writeOne(ctx: Ctx, kind: SourceKind, planned: PlannedRow, mapping: ResolvedMapping): Promise<void> {
  try {
    await writeChunk(ctx, kind, [planned]);
  } catch (error) {
    refuseFatal(error);
    const { row } = planned;
    planned.action = 'failed';
    row.problems.push(
      ...faultsOf(error).map(({ path, code, params }) => finding(columnOf(mapping, path), code, params)),
    );
    if (!(error instanceof AppError))
      ctx.app.logger.error({ err: error, kind, key: row.key }, 'legacy import: row failed');
  }
}

function refuseFatal(error: unknown): void {
  if (error instanceof AppError && fatal.has(error.code)) throw error;
}

function faultsOf(error: unknown): readonly FieldProblem[] {
  if (!(error instanceof AppError)) return [{ path: '', code: 'kernel.internal' }];
  return error.fields.length > 0 ? error.fields : [{ path: '', code: error.code, params: error.params }];
}
