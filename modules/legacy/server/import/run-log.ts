import { AppError, type Row } from '#kernel/contract/index.ts';
import { type Ctx, tables, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { NumberToDraw } from '#kernel/server/sequence.ts';
import { trace } from '#kernel/server/trace.ts';
import { create, update } from '#kernel/server/write.ts';
import { type ImportKind, importRun, legacyErrors } from '../../contract/index.ts';
import type { Counts, Outcome } from './summary.ts';

/** How often a running import shows that it is alive, and after how long it counts as dead; ms. */
const heartbeat = { every: 10_000, dead: 45_000 };
/** More lines than anybody reads; the counts still have them all. */
const mostLines = 5000;

interface RunTables {
  legacy_import_run: { id: number; number: string; state: string; alive_at: number | null };
}

/** Something that ended the work from outside: the job was cancelled, or the program ends. */
export class Interrupted extends Error {}

type RunRow = Row<typeof importRun>;

/**
 * Does the work of one run between its entry in the log and its outcome there. Whatever ends it, the log says so.
 *
 * @throws AppError 409 `legacy.importRunning` when another is at work; whatever the work throws
 */
export async function inRun<T extends Outcome>(
  ctx: Ctx,
  about: { kind: ImportKind; dryRun: boolean; rowLimit: number | null },
  work: () => Promise<T>,
): Promise<{ run: RunRow; outcome: T }> {
  const { id } = await openRun(ctx, about);
  const alive = setInterval(() => {
    trace(ctx, importRun, id, { aliveAt: ctx.app.clock() }).catch((error: unknown) =>
      ctx.app.logger.warn({ err: error }, 'legacy import: no sign of life'),
    );
  }, heartbeat.every);
  try {
    const outcome = await work();
    return { run: await closeRun(ctx, id, outcomeOf(outcome)), outcome };
  } catch (error) {
    await closeRun(ctx, id, { state: 'failed', ...reasonOf(error) });
    throw error instanceof Interrupted ? error.cause : error;
  } finally {
    clearInterval(alive);
  }
}

function openRun(ctx: Ctx, about: { kind: ImportKind; dryRun: boolean; rowLimit: number | null }): Promise<RunRow> {
  return withTransaction(trusted(ctx), async (tx) => {
    await refuseSecondRun(tx);
    const now = tx.app.clock();
    const number = new NumberToDraw(importRun.name, '', (n) => `IMP-${String(n).padStart(5, '0')}`);
    const draft = { ...about, number: number as unknown as string, startedAt: now, aliveAt: now, user: tx.actor.id };
    const [run] = await create(tx, importRun, [draft]);
    if (!run) throw new Error('the run was not saved');
    return run;
  });
}

/** Refuses beside a run that lives; one whose process has died is closed. */
async function refuseSecondRun(tx: Ctx): Promise<void> {
  const open = await tables<RunTables>(tx)
    .selectFrom('legacy_import_run')
    .select(['id', 'number', 'alive_at'])
    .where('state', '=', 'running')
    .execute();
  for (const { id, number, alive_at } of open) {
    if (Number(alive_at) > tx.app.clock() - heartbeat.dead) throw legacyErrors.importRunning({ number });
    await closeRun(tx, id, { state: 'failed', ...reasonOf(new Interrupted()) });
  }
}

interface Ending extends Partial<Counts> {
  state: 'succeeded' | 'partial' | 'failed';
  error?: string;
  errorParams?: unknown;
  rows?: RunRow['rows'];
}

async function closeRun(ctx: Ctx, id: number, ending: Ending): Promise<RunRow> {
  const [run] = await update(trusted(ctx), importRun, [{ id, patch: { ...ending, finishedAt: ctx.app.clock() } }]);
  if (!run) throw new Error('the run is gone');
  return run;
}

const outcomeOf = ({ counts, lines }: Outcome): Ending => ({
  ...counts,
  state: counts.failed === 0 ? 'succeeded' : counts.failed < counts.read ? 'partial' : 'failed',
  rows: lines.slice(0, mostLines).map((line) => ({ ...line, sku: line.sku?.slice(0, 60) ?? null })),
});

function reasonOf(error: unknown): Pick<Ending, 'error' | 'errorParams'> {
  const known = error instanceof Interrupted ? legacyErrors.interrupted() : error;
  if (!(known instanceof AppError)) return { error: 'kernel.internal' };
  return { error: known.code, errorParams: known.params };
}
