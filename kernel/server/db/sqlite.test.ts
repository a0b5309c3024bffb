import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db, Engine } from './engine.ts';
import { openSqlite } from './sqlite.ts';

describe('transactions that share one commit', () => {
  let engine: Engine;
  const runs: string[] = [];
  const add = async (db: Db, name: string) => {
    runs.push(name);
    await db.insertInto('note').values({ name }).execute();
  };
  const kept = async () =>
    (await engine.reader.selectFrom('note').select('name').orderBy('name').execute()).map((row) => row.name);

  beforeEach(async () => {
    runs.length = 0;
    engine = openSqlite(':memory:');
    await engine.transaction((db) =>
      db.schema
        .createTable('note')
        .addColumn('name', 'text', (c) => c.unique())
        .execute(),
    );
  });
  afterEach(() => engine.close());

  it('are run once each when all succeed', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => engine.transaction((db) => add(db, name))));
    expect(runs).toEqual(['a', 'b', 'c']);
    expect(await kept()).toEqual(['a', 'b', 'c']);
  });

  it('leave one another alone when one fails before it has written', async () => {
    const refused = engine.transaction(async (db) => {
      await db.selectFrom('note').select('name').execute();
      throw new Error('refused');
    });
    const all = await Promise.allSettled([
      engine.transaction((db) => add(db, 'a')),
      refused,
      engine.transaction((db) => add(db, 'b')),
    ]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(runs).toEqual(['a', 'b']);
    expect(await kept()).toEqual(['a', 'b']);
  });

  it('lose nothing, and nothing half written stays, when one fails after it has written', async () => {
    const first = engine.transaction((db) => add(db, 'a'));
    const half = engine.transaction(async (db) => {
      await add(db, 'half');
      throw new Error('refused late');
    });
    const double = engine.transaction((db) => add(db, 'a'));
    const last = engine.transaction((db) => add(db, 'b'));
    const all = await Promise.allSettled([first, half, double, last]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    await expect(half).rejects.toThrow('refused late');
    await expect(double).rejects.toMatchObject({ code: 'kernel.duplicate' });
    expect(await kept()).toEqual(['a', 'b']);
  });
});
