import { CompiledQuery } from 'kysely';
import { AppError } from '#kernel/contract/index.ts';
import { type Ctx, withTransaction } from '../ctx.ts';
import { type Db, type Engine, translateFault } from '../db/engine.ts';
import { classifyMysqlFault } from '../db/mysql.ts';
import { classifySqliteFault } from '../db/sqlite.ts';

const send = (db: Db, sql: string) => db.executeQuery(CompiledQuery.raw(sql));

/** Takes back everything since the savepoint. What ended the transaction itself leaves none to go back to. */
async function takeBack(db: Db, name: string): Promise<void> {
  await send(db, `ROLLBACK TO SAVEPOINT ${name}`).then(
    () => send(db, `RELEASE SAVEPOINT ${name}`),
    () => undefined,
  );
}

/** An engine whose transactions are savepoints of the one under way: a fault takes back only its own part. */
function savepoints({ app, db }: Ctx): Engine {
  const { engine } = app;
  const classify = engine.dialect === 'sqlite' ? classifySqliteFault : classifyMysqlFault;
  return {
    ...engine,
    reader: db,
    transaction: async (work) => {
      await send(db, 'SAVEPOINT part');
      try {
        const result = await work(db);
        await send(db, 'RELEASE SAVEPOINT part');
        return result;
      } catch (error) {
        const kind = error instanceof AppError ? 'other' : classify(error);
        // Deadlocks and lock waits concern the whole transaction, which its own engine repeats.
        if (kind === 'retry') throw error;
        await takeBack(db, 'part');
        throw translateFault(error, kind);
      }
    },
  };
}

/**
 * Runs `work` as a part of the transaction under way: when it fails, the part alone is taken back and the rest can go on.
 * @param explain false where nobody reads the fault: to find the field behind it takes statements for each record.
 */
export async function inSavepoint<T>(tx: Ctx, explain: boolean, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { app } = tx;
  const afterCommit: Ctx['afterCommit'] = [];
  const engine = savepoints(tx);
  const part = () => work({ ...tx, afterCommit });
  const outside: Ctx = { ...tx, inTransaction: false, app: { ...app, engine } };
  const result = await (explain ? withTransaction(outside, part) : engine.transaction(part));
  // What waits for the commit waits for that of the whole.
  tx.afterCommit.push(...afterCommit);
  return result;
}

/** Runs `work` and takes all of it back: nothing is written, drawn, audited or announced. */
export function rehearse<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return withTransaction(ctx, async (tx) => {
    await send(tx.db, 'SAVEPOINT rehearsal');
    try {
      return await work({ ...tx, afterCommit: [] });
    } finally {
      await takeBack(tx.db, 'rehearsal');
    }
  });
}
