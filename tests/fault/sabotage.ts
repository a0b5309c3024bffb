import { setImmediate } from 'node:timers/promises';
import type { KyselyPlugin } from 'kysely';
import type { Ports } from '#kernel/server/app.ts';
import type { Engine } from '#kernel/server/db/engine.ts';
import { addGuarded } from '#kernel/server/db/statements.ts';
import type { Idempotency } from '#kernel/server/http/idempotency.ts';
import { openTestEngine } from '#kernel/server/testing.ts';

/** After each statement others get their turn, as they do where statements travel to a server. */
const takingTurns: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    await setImmediate();
    return result;
  },
};

/** An engine on which every statement is on the disk at once: nothing can be taken back, and no lock outlives it. */
export async function engineWithoutTransaction(): Promise<Engine> {
  // SQLite in memory: there the reader is the one connection, and may write.
  const engine = await openTestEngine();
  const reader = engine.reader.withPlugin(takingTurns);
  return { ...engine, reader, transaction: (work) => work(reader) };
}

/** Does every request anew. */
export const forgetfulIdempotency: Idempotency = (ctx, _key, _request, work) => work(ctx);

/**
 * Reads what there is, adds to it, writes the sum: what one would write who does not know better. SQLite's transactions
 * come one after the other, so there it reads beside them, as code that has read before its transaction does.
 */
export function readThenWrite({ dialect, reader }: Engine): Partial<Ports> {
  return {
    addGuarded: async (db, table, deltas) => {
      for (const [id, delta] of deltas) {
        const source = dialect === 'sqlite' ? reader : db;
        const row = await source.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst();
        const sums = Object.entries(delta).map(([column, add]) => [column, Number(row?.[column] ?? 0) + add]);
        await db.updateTable(table).set(Object.fromEntries(sums)).where('id', '=', id).execute();
      }
      return deltas.size;
    },
  };
}

/** One balance after the other, each time in another order: two papers wait for each other crosswise. */
export const unsortedLocks: Partial<Ports> = {
  addGuarded: async (db, table, deltas, guards) => {
    let changed = 0;
    for (const one of shuffled([...deltas])) {
      changed += await addGuarded(db, table, new Map([one]), guards);
      await setImmediate();
    }
    return changed;
  },
};

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Balances are carried in a transaction of their own, once the one that moves the goods is under way. */
export function balancesBeside({ transaction }: Engine): { ports: Partial<Ports>; settled(): Promise<unknown> } {
  const under: Promise<unknown>[] = [];
  return {
    ports: {
      addGuarded: async (_db, table, deltas, guards) => {
        const work = new Promise((resolve) => setTimeout(resolve, 50));
        under.push(work.then(() => transaction((own) => addGuarded(own, table, deltas, guards))));
        return deltas.size;
      },
    },
    settled: () => Promise.all(under),
  };
}
