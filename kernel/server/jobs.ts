import { AppError, type ErrorParams, kernelErrors } from '#kernel/contract/index.ts';
import type { App } from './app.ts';
import { type Ctx, can, createCtx, demand, systemActor, withTransaction } from './ctx.ts';
import type { Cell } from './db/engine.ts';
import { insertRows } from './db/statements.ts';

/** How a job tells how far it is. */
export interface Progress {
  /** `done` of `total`; `message` is a message id of the PO files, not a sentence. Throws when the job was cancelled. */
  report(done: number, total?: number, message?: string): Promise<void>;
}

/** A kind of long work. It runs outside a transaction and makes its own; it may be run again after a crash. */
export interface JobDefinition {
  kind: string;
  /** Only one at a time, over all processes. */
  exclusive?: boolean;
  run(ctx: Ctx, payload: unknown, progress: Progress): Promise<unknown>;
}

export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'canceled';
export interface JobView {
  id: number;
  kind: string;
  state: JobState;
  progress: number;
  total: number | null;
  message: string | null;
  result: unknown;
  error: { code: string; params: ErrorParams } | null;
  userId: number | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface Jobs {
  enqueue(ctx: Ctx, kind: string, payload: unknown): Promise<JobView>;
  get(ctx: Ctx, id: number): Promise<JobView>;
  list(ctx: Ctx, query: { kind?: string; limit?: number }): Promise<JobView[]>;
  cancel(ctx: Ctx, id: number): Promise<JobView>;
  onProgress(listener: (job: JobView) => void): () => void;
  wake(): void;
  start(): void;
  stop(): Promise<void>;
}

type JobRow = Record<string, Cell>;
const leaseFor = 60_000;
const pollEvery = 2_000;
const mostAttempts = 3;
/** Progress is stored at most this often; listeners hear of it as often. */
const reportEvery = 200;

const instant = (value: Cell | undefined) =>
  value === null || value === undefined ? null : new Date(Number(value)).toISOString();
const parsed = (value: Cell | undefined): unknown =>
  value === null || value === undefined ? null : JSON.parse(String(value));
const view = (row: JobRow): JobView => ({
  id: Number(row.id),
  kind: String(row.kind),
  state: String(row.state) as JobState,
  progress: Number(row.progress),
  total: row.total === null ? null : Number(row.total),
  message: row.message === null ? null : String(row.message),
  result: parsed(row.result),
  error: parsed(row.error) as JobView['error'],
  userId: row.user_id === null ? null : Number(row.user_id),
  createdAt: new Date(Number(row.created_at)).toISOString(),
  startedAt: instant(row.started_at),
  finishedAt: instant(row.finished_at),
});

class Canceled extends Error {}

/** A queue in a table of the same database: enqueued with the transaction that asks for it, leased, tried again after a crash. */
export function createJobs(appOf: () => App, definitions: readonly JobDefinition[]): Jobs {
  const byKind = new Map(definitions.map((definition) => [definition.kind, definition]));
  const listeners = new Set<(job: JobView) => void>();
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let working: Promise<void> | undefined;

  const load = async (id: number): Promise<JobRow | undefined> =>
    appOf().engine.reader.selectFrom('kernel_job').selectAll().where('id', '=', id).executeTakeFirst();
  const tell = async (id: number) => {
    const row = await load(id);
    if (row) for (const listener of listeners) listener(view(row));
  };
  /** Changes a job if it is still in `state`; false when somebody else was faster. */
  const change = async (id: number, state: JobState, values: JobRow): Promise<boolean> => {
    const result = await appOf().engine.transaction((db) =>
      db.updateTable('kernel_job').set(values).where('id', '=', id).where('state', '=', state).executeTakeFirst(),
    );
    return result.numUpdatedRows === 1n;
  };

  const progressOf = (id: number): Progress => {
    let reported = 0;
    return {
      async report(done, total, message) {
        const now = Date.now();
        if (stopping) throw new Canceled();
        if (now - reported < reportEvery && done !== total) return;
        reported = now;
        const clock = appOf().clock();
        const going = await change(id, 'running', {
          progress: done,
          lease_until: clock + leaseFor,
          ...(total !== undefined && { total }),
          ...(message && { message }),
        });
        if (!going) throw new Canceled();
        await tell(id);
      },
    };
  };

  const run = async (row: JobRow): Promise<void> => {
    const app = appOf();
    const id = Number(row.id);
    const definition = byKind.get(String(row.kind));
    const claimed = await change(id, 'queued', {
      state: 'running',
      started_at: app.clock(),
      lease_until: app.clock() + leaseFor,
      attempts: Number(row.attempts) + 1,
    });
    if (!claimed || !definition) return;
    await tell(id);
    const actor = row.user_id === null ? systemActor : await app.identity.actorOf(app, Number(row.user_id));
    try {
      if (!actor) throw kernelErrors.notSignedIn();
      const result = await definition.run(
        createCtx(app, actor, { requestId: `job-${id}` }),
        parsed(row.payload),
        progressOf(id),
      );
      await change(id, 'running', {
        state: 'succeeded',
        result: JSON.stringify(result ?? null),
        finished_at: app.clock(),
      });
    } catch (error) {
      if (error instanceof Canceled && stopping) await change(id, 'running', { state: 'queued', lease_until: null });
      else if (!(error instanceof Canceled)) await fail(id, error);
    }
    await tell(id);
  };
  const fail = async (id: number, error: unknown) => {
    const app = appOf();
    app.logger.error({ err: error, job: id }, 'job failed');
    const known =
      error instanceof AppError ? { code: error.code, params: error.params } : { code: 'kernel.internal', params: {} };
    await change(id, 'running', { state: 'failed', error: JSON.stringify(known), finished_at: app.clock() });
  };

  const work = async (): Promise<void> => {
    const app = appOf();
    await releaseExpired(app);
    for (;;) {
      const due = await app.engine.reader
        .selectFrom('kernel_job')
        .selectAll()
        .where('state', '=', 'queued')
        .where('due_at', '<=', app.clock())
        .where('kind', 'in', [...byKind.keys(), ''])
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (!due || stopping) return;
      await run(due);
    }
  };
  const wake = () => {
    if (stopping || !timer || working) return;
    working = work()
      .catch((error: unknown) => appOf().logger.error({ err: error }, 'jobs'))
      .finally(() => {
        working = undefined;
      });
  };

  return {
    async enqueue(ctx, kind, payload) {
      const definition = byKind.get(kind);
      if (!definition) throw new Error(`unknown kind of job: ${kind}`);
      const id = await withTransaction(ctx, async (tx) => {
        if (definition.exclusive) await refuseSecond(tx, kind);
        const now = tx.app.clock();
        const columns = ['kind', 'state', 'payload', 'user_id', 'due_at', 'created_at'];
        const [jobId = 0] = await insertRows(tx.db, tx.app.engine.dialect, 'kernel_job', columns, [
          [kind, 'queued', JSON.stringify(payload), tx.actor.id, now, now],
        ]);
        tx.afterCommit.push(() => {
          // Not in this turn: the one who asked gets his answer first.
          setImmediate(wake);
        });
        return jobId;
      });
      return view(
        (await ctx.db.selectFrom('kernel_job').selectAll().where('id', '=', id).executeTakeFirstOrThrow()) as JobRow,
      );
    },
    async get(ctx, id) {
      const row = await ctx.db.selectFrom('kernel_job').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row || (Number(row.user_id) !== ctx.actor.id && !can(ctx, 'jobs:manage'))) throw kernelErrors.notFound();
      return view(row);
    },
    async list(ctx, { kind, limit = 20 }) {
      let query = ctx.db.selectFrom('kernel_job').selectAll().orderBy('id', 'desc').limit(Math.min(limit, 100));
      if (!can(ctx, 'jobs:manage')) query = query.where('user_id', '=', ctx.actor.id);
      if (kind) query = query.where('kind', '=', kind);
      return (await query.execute()).map(view);
    },
    async cancel(ctx, id) {
      const job = await this.get(ctx, id);
      if (job.userId !== ctx.actor.id) demand(ctx, 'jobs:manage');
      const values = { state: 'canceled', finished_at: appOf().clock() };
      if (!(await change(id, 'queued', values))) await change(id, 'running', values);
      await tell(id);
      return this.get(ctx, id);
    },
    onProgress: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake,
    start: () => {
      timer = setInterval(wake, pollEvery);
      timer.unref();
      wake();
    },
    async stop() {
      stopping = true;
      clearInterval(timer);
      await working;
    },
  };
}

async function refuseSecond(ctx: Ctx, kind: string): Promise<void> {
  const other = await ctx.db
    .selectFrom('kernel_job')
    .select('id')
    .where('kind', '=', kind)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  if (other) throw kernelErrors.jobRunning({ job: Number(other.id) });
}

/** A job whose process died is tried again, at most three times. */
async function releaseExpired(app: App): Promise<void> {
  const lost = await app.engine.reader
    .selectFrom('kernel_job')
    .select('id')
    .where('state', '=', 'running')
    .where('lease_until', '<', app.clock())
    .executeTakeFirst();
  if (!lost) return;
  await app.engine.transaction(async (db) => {
    const expired = db.updateTable('kernel_job').where('state', '=', 'running').where('lease_until', '<', app.clock());
    await expired.where('attempts', '<', mostAttempts).set({ state: 'queued', lease_until: null }).execute();
    await expired
      .set({
        state: 'failed',
        error: JSON.stringify({ code: 'kernel.internal', params: {} }),
        finished_at: app.clock(),
      })
      .execute();
  });
}
