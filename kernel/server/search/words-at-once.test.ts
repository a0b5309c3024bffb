import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineContract, defineResource, f } from '#kernel/contract/index.ts';
import { type Ctx, withTransaction } from '../ctx.ts';
import type { Db } from '../db/engine.ts';
import { defineServer } from '../module.ts';
import { listRecords } from '../read.ts';
import { openTestEngine, type TestApp, testApp, testDialect } from '../testing.ts';
import { create, deleteRows, update } from '../write.ts';

const label = defineResource({
  name: 'demo.label',
  path: 'demo/labels',
  title: 'number',
  fields: { number: f.text({ required: true, list: true }), note: f.text() },
  search: ['number', 'note'],
});
const demo = defineServer(defineContract({ name: 'demo', depends: [] }, { resources: [label] }));
const serial = (n: number) => ({ number: `L-${n}`, note: `batch ${n}` });

// SQLite has one writer: nobody waits there for the words of another.
describe.runIf(testDialect === 'mysql')('words of several records that change at once', () => {
  let t: TestApp;
  /** Attempts at a transaction; one more than asked for where the engine has given one up. */
  let attempts = 0;
  beforeAll(async () => {
    const engine = await openTestEngine();
    const { transaction } = engine;
    const counting = <T>(work: (db: Db) => Promise<T>): Promise<T> =>
      transaction((db) => {
        attempts++;
        return work(db);
      });
    t = await testApp([demo], { engine: { ...engine, transaction: counting } });
  });
  afterAll(() => t.close());

  const found = async (q: string) =>
    (await listRecords(t.ctx, t.app.served(label.name), { q })).items.map(({ number }) => String(number));
  /** Does `inner` while what `outer` has written is not there yet. */
  const amid = (outer: (ctx: Ctx) => Promise<unknown>, inner: () => Promise<unknown>) =>
    withTransaction(t.ctx, async (tx) => {
      await outer(tx);
      await inner();
    });

  it('are changed while a neighbour is made, and nobody waits for anybody', async () => {
    const [first] = await create(t.ctx, label, [serial(1)]);
    const id = first?.id ?? 0;
    attempts = 0;
    await amid(
      (tx) => create(tx, label, [serial(2), serial(3)]),
      () => update(t.ctx, label, [{ id, patch: { note: 'another batch' } }]),
    );
    await amid(
      (tx) => update(tx, label, [{ id, patch: { note: 'yet another' } }]),
      () => create(t.ctx, label, [serial(4)]),
    );
    expect(attempts).toBe(4);
    expect([await found('batch'), await found('yet')]).toEqual([['L-2', 'L-3', 'L-4'], ['L-1']]);
  }, 120_000);

  it('are taken away, hundreds of them, while those of the neighbours on both sides change', async () => {
    const note = Array.from({ length: 30 }, (_, n) => `word${n}`).join(' ');
    const drafts = Array.from({ length: 400 }, (_, n) => ({ ...serial(100 + n), note: n % 10 < 2 ? note : 'plain' }));
    const ids = (await create(t.ctx, label, drafts)).map(({ id }) => id);
    const goes = ids.filter((_, n) => n % 10 === 0);
    const stays = ids.filter((_, n) => n % 10 === 1);
    attempts = 0;
    await amid(
      (tx) =>
        update(
          tx,
          label,
          stays.map((id) => ({ id, patch: { note: 'kept' } })),
        ),
      () =>
        deleteRows(
          t.ctx,
          t.app.served(label.name),
          goes.map((id) => ({ id })),
        ),
    );
    expect(attempts).toBe(2);
    expect([await found('word7'), (await found('kept')).length]).toEqual([[], stays.length]);
  }, 120_000);
});
