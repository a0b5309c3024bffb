import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineContract, defineResource, f } from '#kernel/contract/index.ts';
import { defineServer } from '../module.ts';
import { listRecords } from '../read.ts';
import { type TestApp, testApp } from '../testing.ts';
import { create } from '../write.ts';
import { rebuildSearch, rebuildStale, staleResources } from './rebuild.ts';

const thing = defineResource({
  name: 'demo.thing',
  path: 'demo/things',
  title: 'code',
  fields: { code: f.text({ required: true, unique: true, list: true }), name: f.translated({ list: true }) },
  search: ['code', 'name'],
});
const demo = defineServer(defineContract({ name: 'demo', depends: [] }, { resources: [thing] }), {});
const count = 1200;

describe('building the index anew', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp([demo]);
    const drafts = Array.from({ length: count }, (_, n) => ({ code: `T${n}`, name: { de: `Löwe ${n}`, en: null } }));
    for (let start = 0; start < count; start += 400) await create(t.ctx, thing, drafts.slice(start, start + 400));
  });
  afterAll(() => t.close());
  const forget = () => t.app.engine.transaction((db) => db.deleteFrom('kernel_search_token').execute());
  const words = async () => {
    const { reader } = t.app.engine;
    const rows = await reader.selectFrom('kernel_search_token').selectAll().execute();
    return rows.map((row) => JSON.stringify(row)).sort();
  };
  const found = async (q: string) => (await listRecords(t.ctx, t.app.served(thing.name), { q })).total;

  it('makes the same words as the write path, batch by batch', async () => {
    const before = await words();
    await forget();
    expect(await found('T1100')).toBe(0);
    const steps: number[] = [];
    const served = t.app.served(thing.name);
    expect(await rebuildSearch(t.ctx, served, { progress: (done) => steps.push(done) })).toBe(count);
    expect(steps).toEqual([500, 1000, 1200]);
    expect(await words()).toEqual(before);
    expect(await found('T1100')).toBe(1);
  });

  it('goes on where it was broken off', async () => {
    await forget();
    const served = t.app.served(thing.name);
    const stop = new Error('stop');
    const broken = rebuildSearch(t.ctx, served, {
      progress: () => {
        throw stop;
      },
    });
    await expect(broken).rejects.toBe(stop);
    expect(await staleResources(t.app)).toEqual([thing.name]);
    expect(await rebuildSearch(t.ctx, served, { fromStart: false })).toBe(count - 500);
    expect(await staleResources(t.app)).toEqual([]);
    expect(await found('T0')).toBe(1);
    expect(await found('T1100')).toBe(1);
  });

  it('is done at need when a declaration has changed', async () => {
    await t.app.engine.transaction((db) =>
      db.updateTable('kernel_search_state').set({ declaration: 'of old' }).execute(),
    );
    await forget();
    await rebuildStale(t.ctx);
    expect(await staleResources(t.app)).toEqual([]);
    expect(await found('löwe 1100')).toBe(1);
  });
});
