import type { Kysely } from 'kysely';
import { AppError, kernelErrors, type Language } from '#kernel/contract/index.ts';
import type { App } from './app.ts';
import type { Db } from './db/engine.ts';

/** Who acts. The system itself (start-up, jobs without an owner) has id null and may do everything. */
export interface Actor {
  readonly id: number | null;
  readonly username: string;
  readonly permissions: ReadonlySet<string>;
}

export const systemActor: Actor = { id: null, username: 'system', permissions: new Set(['*']) };

/** Everything a piece of work needs to know; the first argument everywhere. */
export interface Ctx {
  readonly app: App;
  readonly actor: Actor;
  readonly language: Language;
  readonly requestId: string;
  /** Inside a transaction: its connection. Outside: the reader. */
  readonly db: Db;
  readonly inTransaction: boolean;
  /** The acting user's right to the act has been established by the verb that called; the kernel asks no second time. */
  readonly trusted: boolean;
  /** Warnings refuse a write as errors do. */
  readonly strict?: boolean;
  /** The rules are asked what they say of values that nobody saves: nothing may be written. */
  readonly checking?: boolean;
  /** Work to do once the transaction is on the disk, and never if it is taken back; what it promises is waited for. */
  readonly afterCommit: (() => void | Promise<void>)[];
}

export const can = (ctx: Pick<Ctx, 'actor'>, permission: string): boolean =>
  ctx.actor.permissions.has(permission) || ctx.actor.permissions.has('*');

/** Throws 403 `kernel.missingPermission`, naming the permission and so how to ask for it (PRD-US19). */
export function demand(ctx: Pick<Ctx, 'actor'>, permission: string): void {
  if (!can(ctx, permission)) throw kernelErrors.missingPermission({ permission });
}

/** A context outside any transaction. */
export const createCtx = (app: App, actor: Actor, options: { language?: Language; requestId?: string } = {}): Ctx => ({
  app,
  actor,
  language: options.language ?? 'de',
  requestId: options.requestId ?? '-',
  db: app.engine.reader,
  inTransaction: false,
  trusted: false,
  afterCommit: [],
});

type Explanation = (ctx: Ctx, fault: AppError) => Promise<AppError>;
const explanations = new WeakMap<object, Explanation>();

/** Says how to put an engine's refusal into a clerk's terms, once its transaction has been taken back and can be looked at. */
export function explainLater(engineError: unknown, explain: Explanation): void {
  if (typeof engineError === 'object' && engineError !== null && !explanations.has(engineError))
    explanations.set(engineError, explain);
}

/**
 * Runs `work` in one transaction, joining the one that is under way. What it hangs on `afterCommit` happens after the
 * commit. The engine may run it several times (see {@link Engine.transaction}).
 */
export async function withTransaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.inTransaction) return work(ctx);
  let afterCommit: Ctx['afterCommit'] = [];
  const attempt = (db: Db) => {
    afterCommit = [];
    return work({ ...ctx, db, inTransaction: true, afterCommit });
  };
  const result = await ctx.app.engine.transaction(attempt).catch(async (fault: unknown) => {
    const explain =
      fault instanceof AppError && typeof fault.cause === 'object' && fault.cause !== null
        ? explanations.get(fault.cause)
        : undefined;
    throw explain ? await explain(ctx, fault as AppError) : fault;
  });
  for (const effect of afterCommit) await effect();
  return result;
}

/** For what a permitted verb does in turn: confirming an order reserves stock without a right to reserve. */
export const trusted = (ctx: Ctx): Ctx => (ctx.trusted ? ctx : { ...ctx, trusted: true });

/** The connection, typed by a module's own tables, for its hand-written reads. */
export const tables = <T>(ctx: Ctx): Kysely<T> => ctx.db as unknown as Kysely<T>;
