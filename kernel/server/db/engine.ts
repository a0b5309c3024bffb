import { CompiledQuery, type Kysely, type QueryResult } from 'kysely';
import { AppError, kernelErrors } from '#kernel/contract/index.ts';
import type { Dialect } from './ddl.ts';

/** A value as the drivers give and take it. */
export type Cell = string | number | null;
/** Tables of which the columns are known only to a declaration; modules narrow it with their own table types. */
export type Tables = Record<string, Record<string, Cell>>;
export type Db = Kysely<Tables>;

type Answer = QueryResult<Record<string, Cell>>;
type Send = (sql: string, parameters: readonly Cell[]) => Promise<Answer>;
const directWays = new WeakMap<Db, Send>();

/** An engine of one connection is asked directly: the builder's way to a pool costs more than a small statement itself. */
export const openDirectWay = (db: Db, send: Send): void => void directWays.set(db, send);

/** Sends a finished statement; `?` in its text stand for the parameters. */
export const sendStatement = (db: Db, sql: string, parameters: readonly Cell[]): Promise<Answer> =>
  directWays.get(db)?.(sql, parameters) ?? db.executeQuery(CompiledQuery.raw(sql, [...parameters]));

export interface Engine {
  readonly dialect: Dialect;
  /** Reads outside a transaction. */
  readonly reader: Db;
  /**
   * Runs `work` in one durable transaction; everything or nothing. The whole of it is run again, at most five times,
   * when the engine asks for that (deadlock, lock wait, changed snapshot, busy) or `work` itself does
   * ({@link ChangedMeanwhile}), so `work` must have no other effects.
   */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** What one of its errors means, for whoever goes on after it within a transaction. */
  classify(error: unknown): FaultKind;
  /** How many statements have been sent so far; differences are what a page or an order costs. */
  statements(): number;
  /** Version and settings, for the status page and the start-up check. */
  describe(): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** What an engine's error means for the caller. */
export type FaultKind = 'retry' | 'duplicate' | 'reference' | 'check' | 'immutable' | 'full' | 'gone' | 'other';

/**
 * What the work read before it had its locks is no longer so, and it could only get the locks it needs now out of their
 * order. Thrown inside a transaction, it takes everything back and begins anew.
 */
export class ChangedMeanwhile extends Error {}

const retries = 5;

/** Repeats `attempt` while the engine asks for it, with growing, jittered waits; 503 `kernel.busy` when it never ends. */
export async function withRetries<T>(attempt: () => Promise<T>, classify: (error: unknown) => FaultKind): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const kind = kindOf(error, classify);
      if (kind !== 'retry') throw translateFault(error, kind);
      if (tries >= retries) throw kernelErrors.busy();
      await new Promise((resolve) => setTimeout(resolve, 2 ** tries * 5 * (0.5 + Math.random())));
    }
  }
}

function kindOf(error: unknown, classify: (error: unknown) => FaultKind): FaultKind {
  if (error instanceof ChangedMeanwhile) return 'retry';
  return error instanceof AppError ? 'other' : classify(error);
}

/** The engine's own errors as Kontor's; anything unknown stays as it is and ends as 500. */
export function translateFault(error: unknown, kind: FaultKind): unknown {
  const translate = translations[kind];
  // The cause lets whoever made the change say which field was at fault.
  return translate ? Object.assign(translate(), { cause: error }) : error;
}

const translations: Partial<Record<FaultKind, () => AppError>> = {
  duplicate: kernelErrors.duplicate,
  reference: kernelErrors.stillReferenced,
  check: kernelErrors.insufficient,
  immutable: kernelErrors.immutable,
  full: kernelErrors.storageFull,
  gone: kernelErrors.unavailable,
};
