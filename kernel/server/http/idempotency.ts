import { createHash } from 'node:crypto';
import { AppError, kernelErrors } from '#kernel/contract/index.ts';
import { type Ctx, withTransaction } from '../ctx.ts';
import { sendStatement } from '../db/engine.ts';
import { insertRows } from '../db/statements.ts';
import type { Answer } from '../module.ts';
import type { TimedWork } from '../timed.ts';

/** Remembers the answers of requests that carry an Idempotency-Key; replaceable, to show that its test can fail. */
export type Idempotency = (
  ctx: Ctx,
  key: string,
  request: string,
  work: (ctx: Ctx) => Promise<Answer>,
) => Promise<Answer>;

const keyPattern = /^[\x21-\x7e]{1,255}$/;
/** Keys are kept 30 days (design §4). */
export const idempotencyKeptFor = 30 * 24 * 3600 * 1000;

const columns = ['idempotency_key', 'user_id', 'request_hash', 'status', 'body', 'created_at'];

/** The same key and body: the same answer, one effect. Its record is written in the transaction of the effect itself. */
export function createIdempotency(): Idempotency {
  const running = new Set<string>();
  return async (ctx, key, request, work) => {
    if (!keyPattern.test(key)) throw kernelErrors.idempotencyKeyInvalid();
    const userId = ctx.actor.id ?? 0;
    const hash = createHash('sha256').update(request).digest('hex');
    const place = `${userId} ${key}`;
    if (running.has(place)) throw kernelErrors.idempotencyKeyRunning();
    running.add(place);
    try {
      return await withTransaction(ctx, async (tx) => {
        const known = await recall(tx, key, userId, hash);
        if (known) return known;
        const answer = await work(tx);
        const cells = [key, userId, hash, answer.status ?? 200, JSON.stringify(answer.body ?? null), tx.app.clock()];
        await insertRows(tx.db, tx.app.engine.dialect, 'kernel_idempotency', columns, [cells]);
        return answer;
      });
    } catch (error) {
      // Another process was faster with the same key: its answer is the answer, whatever its effect made fail here.
      if (error instanceof AppError) {
        const known = await recall(ctx, key, userId, hash);
        if (known) return known;
      }
      throw error;
    } finally {
      running.delete(place);
    }
  };
}

/** Asked for with every booking request, hence without the query builder. */
const recallText =
  'SELECT request_hash, status, body FROM kernel_idempotency WHERE idempotency_key = ? AND user_id = ?';

async function recall(ctx: Ctx, key: string, userId: number, hash: string): Promise<Answer | null> {
  const { rows } = await sendStatement(ctx.db, recallText, [key, userId]);
  const [row] = rows;
  if (!row) return null;
  if (row.request_hash !== hash) throw kernelErrors.idempotencyKeyReused();
  return { status: Number(row.status), body: JSON.parse(String(row.body)), headers: { 'idempotent-replay': 'true' } };
}

/** Forgets keys older than 30 days. */
const forgetOldKeys = ({ app }: Ctx) =>
  app.engine.transaction((db) =>
    db
      .deleteFrom('kernel_idempotency')
      .where('created_at', '<', app.clock() - idempotencyKeptFor)
      .execute(),
  );

export const forgetKeys: TimedWork = { name: 'forgetKeys', at: '17 3 * * *', run: forgetOldKeys };
