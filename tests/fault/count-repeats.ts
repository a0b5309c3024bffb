import type { Engine } from '#kernel/server/db/engine.ts';

/** How often work was begun, and how often it was begun again because the engine had given it up. */
export interface Repeats {
  transactions: number;
  deadlocks: number;
  /** Locks waited for in vain, snapshots that changed. */
  others: number;
  /** The statements at which it gave up. */
  at: string[];
}

const deadlock = 1213;
const others = [1020, 1205];

/** The same engine, counting what nobody sees who is answered in the end. */
export function countRepeats(engine: Engine): { engine: Engine; repeats: Repeats } {
  const repeats: Repeats = { transactions: 0, deadlocks: 0, others: 0, at: [] };
  const note = (error: unknown) => {
    const { errno = 0, sql = '' } = error as { errno?: number; sql?: string };
    if (errno === deadlock) repeats.deadlocks++;
    if (others.includes(errno)) repeats.others++;
    if (errno === deadlock || others.includes(errno)) repeats.at.push(`${errno} ${sql.slice(0, 300)}`);
    throw error;
  };
  const transaction: Engine['transaction'] = (work) => {
    repeats.transactions++;
    return engine.transaction((db) => work(db).catch(note));
  };
  return { engine: { ...engine, transaction }, repeats };
}
