import { AppError, type ErrorParams, kernelErrors } from '#kernel/contract/index.ts';
import type { App } from './app.ts';
import { type Ctx, can, createCtx, systemActor, withTransaction } from './ctx.ts';
import type { Cell } from './db/engine.ts';
import { insertRows } from './db/statements.ts';

/** How a job tells how far it is. */
export interface Progress {
  /** `done` of `total`; `message` is a message id of the PO files, not a sentence. Throws when the job was cancelled. */
  report(done: number, total?: number, message?: string): Promise<void>;
}

/** How a job goes on where an attempt before was cut short. */
export interface Keeping {
  readonly job: number;
  /** What an earlier attempt, cut short, has kept; null at first. */
  readonly reached: unknown;
  /** Keeps how far the work is, in the transaction that gets it there. Throws when the job was cancelled. */
  keep(tx: Ctx, reached: unknown): Promise<void>;
}

/** A kind of long work. It runs outside a transaction and makes its own; it may be run again after a crash. */
export interface JobDefinition {
  kind: string;
  /** Only one at a time, over all processes. */
  exclusive?: boolean;
  run(ctx: Ctx, payload: unknown, progress: Progress, keeping?: Keeping): Promise<unknown>;
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
class JobQueue implements Jobs {
  readonly #appOf: () => App;
  readonly #byKind: ReadonlyMap<string, JobDefinition>;
  readonly #listeners = new Set<(job: JobView) => void>();
  #timer: NodeJS.Timeout | undefined;
  #stopping = false;
  #working: Promise<void> | undefined;

  constructor(appOf: () => App, definitions: readonly JobDefinition[]) {
    this.#appOf = appOf;
    this.#byKind = new Map(definitions.map((definition) => [definition.kind, definition]));
  }

  async enqueue(ctx: Ctx, kind: string, payload: unknown): Promise<JobView> {
    const definition = this.#byKind.get(kind);
    if (!definition) throw new Error(`unknown kind of job: ${kind}`);
    const row = await withTransaction(ctx, async (tx) => {
      if (definition.exclusive) await refuseSecond(tx, kind);
      const now = tx.app.clock();
      const cells = [kind, 'queued', JSON.stringify(payload), tx.actor.id, now, now];
      const columns = ['kind', 'state', 'payload', 'user_id', 'due_at', 'created_at'];
      const [id = 0] = await insertRows(tx.db, tx.app.engine.dialect, 'kernel_job', columns, [cells]);
      // Not in this turn: the one who asked gets his answer first.
      tx.afterCommit.push(() => void setImmediate(() => this.wake()));
      return tx.db.selectFrom('kernel_job').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    });
    return view(row);
  }

  async get(ctx: Ctx, id: number): Promise<JobView> {
    const row = await this.#load(id);
    if (!row || (Number(row.user_id) !== ctx.actor.id && !can(ctx, 'jobs:manage'))) throw kernelErrors.notFound();
    return view(row);
  }

  async list(ctx: Ctx, { kind, limit = 20 }: { kind?: string; limit?: number }): Promise<JobView[]> {
    let query = ctx.db.selectFrom('kernel_job').selectAll().orderBy('id', 'desc').limit(Math.min(limit, 100));
    if (!can(ctx, 'jobs:manage')) query = query.where('user_id', '=', ctx.actor.id);
    if (kind) query = query.where('kind', '=', kind);
    return (await query.execute()).map(view);
  }

  async cancel(ctx: Ctx, id: number): Promise<JobView> {
    await this.get(ctx, id);
    const values = { state: 'canceled', finished_at: this.#appOf().clock() };
    if (!(await this.#change(id, 'queued', values))) await this.#change(id, 'running', values);
    await this.#tell(id);
    return this.get(ctx, id);
  }

  onProgress(listener: (job: JobView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  wake(): void {
    if (this.#stopping || !this.#timer || this.#working !== undefined) return;
    this.#working = this.#work()
      .catch((error: unknown) => this.#appOf().logger.error({ err: error }, 'jobs'))
      .finally(() => {
        this.#working = undefined;
      });
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), pollEvery);
    this.#timer.unref();
    this.wake();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    await this.#working;
  }

  #load(id: number): Promise<JobRow | undefined> {
    return this.#appOf().engine.reader.selectFrom('kernel_job').selectAll().where('id', '=', id).executeTakeFirst();
  }

  async #tell(id: number): Promise<void> {
    const row = await this.#load(id);
    if (row) for (const listener of this.#listeners) listener(view(row));
  }

  /** Changes a job if it is still in `state`; false when somebody else was faster. */
  async #change(id: number, state: JobState, values: JobRow): Promise<boolean> {
    const result = await this.#appOf().engine.transaction((db) =>
      db.updateTable('kernel_job').set(values).where('id', '=', id).where('state', '=', state).executeTakeFirst(),
    );
    return result.numUpdatedRows === 1n;
  }

  #keepingOf(id: number, reached: unknown): Keeping {
    return {
      job: id,
      reached,
      keep: async (tx, now) => {
        const job = tx.db.updateTable('kernel_job').where('id', '=', id).where('state', '=', 'running');
        const { numUpdatedRows } = await job.set({ result: JSON.stringify(now) }).executeTakeFirst();
        if (numUpdatedRows !== 1n) throw new Canceled();
      },
    };
  }

  #progressOf(id: number): Progress {
    let reported = 0;
    return {
      report: async (done, total, message) => {
        const now = Date.now();
        if (this.#stopping) throw new Canceled();
        if (now - reported < reportEvery && done !== total) return;
        reported = now;
        const values = {
          progress: done,
          lease_until: this.#appOf().clock() + leaseFor,
          ...(total !== undefined && { total }),
          ...(message && { message }),
        };
        if (!(await this.#change(id, 'running', values))) throw new Canceled();
        await this.#tell(id);
      },
    };
  }

  async #work(): Promise<void> {
    const app = this.#appOf();
    await releaseExpired(app);
    const kinds = [...this.#byKind.keys()];
    while (!this.#stopping && kinds.length > 0) {
      const due = await app.engine.reader
        .selectFrom('kernel_job')
        .selectAll()
        .where('state', '=', 'queued')
        .where('due_at', '<=', app.clock())
        .where('kind', 'in', kinds)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      if (!due) return;
      await this.#run(due);
    }
  }

  async #run(row: JobRow): Promise<void> {
    const app = this.#appOf();
    const id = Number(row.id);
    const definition = this.#byKind.get(String(row.kind));
    const begun = {
      state: 'running',
      started_at: app.clock(),
      lease_until: app.clock() + leaseFor,
      attempts: Number(row.attempts) + 1,
    };
    if (!definition || !(await this.#change(id, 'queued', begun))) return;
    await this.#tell(id);
    try {
      const actor = row.user_id === null ? systemActor : await app.identity.actorOf(app, Number(row.user_id));
      if (!actor) throw kernelErrors.notSignedIn();
      const result = await definition.run(
        createCtx(app, actor, { requestId: `job-${id}` }),
        parsed(row.payload),
        this.#progressOf(id),
        this.#keepingOf(id, parsed(row.result)),
      );
      await this.#change(id, 'running', {
        state: 'succeeded',
        result: JSON.stringify(result ?? null),
        finished_at: app.clock(),
      });
    } catch (error) {
      await this.#fail(id, error);
    }
    await this.#tell(id);
  }

  async #fail(id: number, error: unknown): Promise<void> {
    const app = this.#appOf();
    if (error instanceof Canceled) {
      // A program that ends hands the job to its successor; a job that was cancelled has its state already.
      if (this.#stopping) await this.#change(id, 'running', { state: 'queued', lease_until: null });
      return;
    }
    app.logger.error({ err: error, job: id }, 'job failed');
    const known =
      error instanceof AppError ? { code: error.code, params: error.params } : { code: 'kernel.internal', params: {} };
    await this.#change(id, 'running', { state: 'failed', error: JSON.stringify(known), finished_at: app.clock() });
  }
}

export const createJobs = (appOf: () => App, definitions: readonly JobDefinition[]): Jobs =>
  new JobQueue(appOf, definitions);

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
