import type { CompiledQuery } from 'kysely';
import { CompiledQuery as Raw } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineContract, defineResource, f, type ListQuery, parseFilterParam } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import type { Db } from '../db/engine.ts';
import { pickRecords } from '../http/search.ts';
import { defineServer } from '../module.ts';
import { listRecords } from '../read.ts';
import { serve } from '../served.ts';
import { type TestApp, testApp } from '../testing.ts';
import { create } from '../write.ts';
import { mostLooked } from './find.ts';

const piece = defineResource({
  name: 'demo.piece',
  path: 'demo/pieces',
  title: 'sku',
  subtitle: 'name',
  sort: 'sku',
  fields: {
    sku: f.text({ required: true, unique: true, list: true }),
    name: f.text({ list: true }),
    color: f.text({ list: true, index: true }),
    owner: f.text({ list: true }),
  },
  search: ['sku', 'name'],
});
const demo = defineServer(defineContract({ name: 'demo', depends: [] }, { resources: [piece] }), {
  resources: [
    serve(piece, {
      scope: (ctx) => ctx.actor.permissions.has('*') || ((eb) => eb('owner', '=', ctx.actor.username)),
    }),
  ],
});

const count = Math.round(mostLooked * 1.4);
/** The last of the many: red, and the only one with all three words. */
const last = count - 1;
const seldom = (n: number) => n === last || n % 700 === 1;

describe('more matches than are looked at', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp([demo]);
    const drafts = Array.from({ length: count }, (_, n) => ({
      sku: String(100_000 + n),
      name: `Figur ${n === last ? 'bemalt antik' : n % 2 === 0 ? 'bemalt' : 'antik'}`,
      color: seldom(n) ? 'red' : 'blue',
      owner: seldom(n) ? 'user1' : 'user2',
    }));
    for (let start = 0; start < count; start += 500) await create(t.ctx, piece, drafts.slice(start, start + 500));
  }, 60_000);
  afterAll(() => t.close());

  const list = (ctx: Ctx, query: ListQuery) => listRecords(ctx, t.app.served(piece.name), query);
  const filter = (name: string, value: string) => {
    const one = parseFilterParam(`filter[${name}]`, value);
    return one ? [one] : [];
  };

  it('says "at least", and counts them all when asked', async () => {
    expect(await list(t.ctx, { q: 'fig' })).toMatchObject({ total: 1000, totalExact: false });
    expect(await list(t.ctx, { q: 'fig', countAll: true })).toMatchObject({ total: count, totalExact: true });
    expect(await list(t.ctx, { q: 'fig', sort: 'sku' })).toMatchObject({ total: 1000, totalExact: false });
    expect(await list(t.ctx, { q: String(100_000 + last) })).toMatchObject({ total: 1, totalExact: true });
  });

  it("PRD-PRM-04 counts and finds only the actor's rows, however far behind they are", async () => {
    const own = t.as('demo.piece:read');
    const page = await list(own, { q: 'figur' });
    const mine = Array.from({ length: count }, (_, n) => n).filter(seldom);
    expect(page.items.map(({ sku }) => Number(sku) - 100_000).sort((a, b) => a - b)).toEqual(mine);
    expect(page).toMatchObject({ total: mine.length, totalExact: true, next: null });
  });

  it('misses nothing behind a narrow filter, in pick fields too', async () => {
    const filters = filter('color', 'red');
    expect((await list(t.ctx, { q: 'f', filters })).items.some(({ sku }) => sku === String(100_000 + last))).toBe(true);
    const { items } = await pickRecords(t.ctx, t.app.served(piece.name), { q: 'f', 'filter[color]': 'red' });
    expect(items.some(({ title }) => title === String(100_000 + last))).toBe(true);
  });

  it('misses nothing where two common words seldom meet', async () => {
    expect((await list(t.ctx, { q: 'bemalt antik figur' })).items).toHaveLength(1);
    expect((await list(t.ctx, { q: 'fig bem ant', sort: '-sku' })).items).toHaveLength(1);
  });

  it.each([{}, { sort: '-sku' }, { filters: [{ field: 'color', operator: 'eq' as const, value: 'blue' }] }])(
    'pages through all of them once: %j',
    async (query) => {
      const seen: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await list(t.ctx, { q: 'figur', limit: 200, ...query, ...(cursor && { cursor }) });
        seen.push(...page.items.map(({ sku }) => String(sku)));
        cursor = page.next;
      } while (cursor);
      const all = Array.from({ length: count }, (_, n) => n).filter((n) => !query.filters || !seldom(n));
      expect(seen).toHaveLength(all.length);
      expect(new Set(seen).size).toBe(all.length);
    },
  );

  it('refuses a cursor of another list', async () => {
    await expect(list(t.ctx, { q: 'figur', cursor: 'WzFd' })).rejects.toMatchObject({ code: 'kernel.invalidCursor' });
  });

  it('never reads the words, nor on SQLite the records, from end to end', async () => {
    for (const q of ['f', '1', 'figur bemalt', 'fig bem ant', '100 001', 'nothing']) {
      const plans = await plansOf(t.ctx, (ctx) => list(ctx, { q, filters: filter('color', 'red') }));
      expect(plans.length, q).toBeGreaterThan(0);
      expect(plans.filter(isScan), q).toEqual([]);
    }
  });
});

/** What the engine says about each statement that `work` sends. */
async function plansOf(ctx: Ctx, work: (ctx: Ctx) => Promise<unknown>): Promise<string[]> {
  const sent: CompiledQuery[] = [];
  const db: Db = new Proxy(ctx.db, {
    get(target, name) {
      if (name !== 'executeQuery') return Reflect.get(target, name, target);
      return (query: CompiledQuery) => {
        sent.push(query);
        return target.executeQuery(query);
      };
    },
  });
  await work({ ...ctx, db });
  const explain = ctx.app.engine.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
  const plans: string[] = [];
  for (const { sql, parameters } of sent) {
    const { rows } = await ctx.db.executeQuery<Record<string, unknown>>(Raw.raw(`${explain} ${sql}`, [...parameters]));
    for (const row of rows) plans.push('detail' in row ? String(row.detail) : `${row.type} ${row.table}`);
  }
  return plans;
}

/** MariaDB may well prefer to read a small table whole; that of the words it must not. */
const isScan = (plan: string) => /^SCAN (kernel_search|demo_)/.test(plan) || /^(ALL|index) kernel_search/.test(plan);
