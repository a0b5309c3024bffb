import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineContract, defineResource, f, type ListQuery } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import { addColumns } from '../db/added-columns.ts';
import { columnsOf } from '../db/resource-tables.ts';
import { searchEverywhere } from '../http/search.ts';
import { defineServer } from '../module.ts';
import { listRecords } from '../read.ts';
import { serve } from '../served.ts';
import { type TestApp, testApp } from '../testing.ts';
import { create, deleteRows, update } from '../write.ts';

const tag = defineResource({
  name: 'demo.tag',
  path: 'demo/tags',
  title: 'name',
  fields: { name: f.translated({ required: true, list: true }) },
});
const family = defineResource({
  name: 'demo.family',
  path: 'demo/families',
  title: 'code',
  subtitle: 'name',
  fields: { code: f.text({ required: true, unique: true, list: true }), name: f.translated({ list: true }) },
  search: ['code', 'name'],
});
const article = defineResource({
  name: 'demo.article',
  path: 'demo/articles',
  title: 'sku',
  subtitle: 'name',
  sort: 'sku',
  fields: {
    sku: f.text({ required: true, unique: true, list: true }),
    oldSku: f.text({ list: true }),
    name: f.translated({ list: true, inherit: 'family' }),
    note: f.text({ list: true }),
    family: f.ref('demo.family', { list: true }),
    tags: f.refs('demo.tag'),
    barcodes: f.lines({ code: f.text({ required: true }) }),
    state: f.state(['draft', 'done'], { list: true }),
    owner: f.text({ list: true }),
  },
  search: ['sku', 'oldSku', 'barcodes.code', 'tags', 'name', 'note'],
  verbs: { finish: { from: ['draft'], to: 'done' } },
});
const demo = defineServer(defineContract({ name: 'demo', depends: [] }, { resources: [tag, family, article] }), {
  resources: [
    serve(article, {
      scope: (ctx) => ctx.actor.permissions.has('*') || ((eb) => eb('owner', '=', ctx.actor.username)),
      verbs: { finish: async () => undefined },
    }),
  ],
});

const both = (de: string, en: string | null = null) => ({ de, en });

async function found(ctx: Ctx, q: string, more: ListQuery = {}): Promise<string[]> {
  const { items } = await listRecords(ctx, ctx.app.served(article.name), { q, ...more });
  return items.map(({ sku }) => String(sku));
}

describe('search', () => {
  let t: TestApp;
  let lion: number;
  let rare: number;
  beforeAll(async () => {
    t = await testApp([demo]);
    const [animals] = await create(t.ctx, family, [{ code: 'F1', name: both('Großer Löwe', 'Large lion') }]);
    const [sale] = await create(t.ctx, tag, [{ name: both('Weihnachtsmarkt', 'Christmas market') }]);
    lion = animals?.id ?? 0;
    rare = sale?.id ?? 0;
    await create(t.ctx, article, [
      { sku: '800001', oldSku: '11400-BE', family: lion, barcodes: [{ code: '4006381333931' }] },
      { sku: '800002', oldSku: '11400-BL', family: lion, name: both('Löwe, liegend', 'Lion, lying'), tags: [rare] },
      { sku: 'A-17 R', name: both('Gänseliesel am Brunnen'), note: 'Ritter' },
      { sku: 'A-170', name: both('Ritter zu Pferd', 'Knight on horse'), owner: 'user1' },
      { sku: '17', name: both('Roter Ritter', 'Red knight') },
    ]);
  });
  afterAll(() => t.close());

  it.each([
    ['800001', ['800001']],
    ['11400BE', ['800001']],
    ['11400 be', ['800001']],
    ['11400-BE', ['800001']],
    ['11-400 B E', ['800001']],
    ['4006381 333931', ['800001']],
    ['a17r', ['A-17 R']],
    ['A 17-R', ['A-17 R']],
    ['liegend löwe', ['800002']],
    ['LION lying', ['800002']],
    ['LOEWE', ['800001', '800002']],
    ['lowe', ['800001', '800002']],
    ['lö', ['800001', '800002']],
    ['grosser', ['800001']],
    ['GROẞER', ['800001']],
    ['large', ['800001']],
    ['Gänse-Liesel', ['A-17 R']],
    ['gansel', ['A-17 R']],
    ['riter pfferd', ['A-170']],
    ['christmas', ['800002']],
    ['weihnachts löwe', ['800002']],
    ['wöwe', []],
    ['ewe', []],
    ['Ｇänse', ['A-17 R']],
    ['-- !', []],
  ])('PRD-BOM-13 "%s" finds %j', async (q, skus) => expect(await found(t.ctx, q)).toEqual(skus));

  it('ranks: this number, numbers that begin so, titles (the shorter first), the rest', async () => {
    expect(await found(t.ctx, '17')).toEqual(['17', 'A-170', 'A-17 R']);
    expect(await found(t.ctx, 'a17')).toEqual(['A-170', 'A-17 R']);
    expect(await found(t.ctx, 'ritter')).toEqual(['17', 'A-170', 'A-17 R']);
    expect(await found(t.ctx, '8')).toEqual(['800001', '800002']);
  });

  it('ranks a number that has in one piece what was typed before those that have its parts here and there', async () => {
    const codes = ['R04-F02-B01', 'R01-F02-B02', 'R02-F04-B01', 'R02-F01-B02', 'R02-F01-B01'];
    const rows = [...codes.map((code) => `DE-Markt-${code}`), 'DE-Köln-R02-F01', 'DE-Markt-Keller-R02-F01-B01'];
    const made = await create(
      t.ctx,
      article,
      rows.map((sku) => ({ sku })),
    );
    const before = t.app.engine.statements();
    expect(await found(t.ctx, 'R02-F01-B01')).toEqual(['DE-Markt-R02-F01-B01', 'DE-Markt-Keller-R02-F01-B01']);
    const sent = t.app.engine.statements() - before;
    expect(await found(t.ctx, 'de-markt-r02-f01-b01')).toEqual(['DE-Markt-R02-F01-B01']);
    expect(t.app.engine.statements() - before - sent).toBe(sent);
    const beside = ['DE-Markt-R02-F01-B02', 'DE-Markt-R02-F01-B01', 'DE-Markt-Keller-R02-F01-B01'];
    expect(await found(t.ctx, 'r02 f01 markt')).toEqual(beside);
    expect((await found(t.ctx, 'B02')).sort()).toEqual(['DE-Markt-R01-F02-B02', 'DE-Markt-R02-F01-B02']);
    expect([await found(t.ctx, 'köln r02'), await found(t.ctx, 'Koeln')]).toEqual(Array(2).fill(['DE-Köln-R02-F01']));
    // Only where nothing has it in one piece, its parts may stand anywhere, and only then their letters and digits.
    expect(await found(t.ctx, 'B02-R01')).toEqual(['DE-Markt-R01-F02-B02']);
    expect((await found(t.ctx, 'R01-F04')).sort()).toEqual(['DE-Markt-R02-F04-B01', 'DE-Markt-R04-F02-B01']);
    await deleteRows(
      t.ctx,
      t.app.served(article.name),
      made.map(({ id }) => ({ id })),
    );
  });

  it('keeps the order that was asked for', async () => {
    expect(await found(t.ctx, 'ritter', { sort: '-sku' })).toEqual(['A-170', 'A-17 R', '17']);
  });

  it('follows every write: names of parents and tags, lines, removal', async () => {
    const [row] = await create(t.ctx, article, [
      { sku: '900', family: lion, tags: [rare], barcodes: [{ code: 'X-77' }] },
    ]);
    const id = row?.id ?? 0;
    await update(t.ctx, family, [{ id: lion, patch: { name: both('Großer Tiger', 'Large tiger') } }]);
    expect(await found(t.ctx, 'tiger')).toEqual(['800001', '900']);
    expect(await found(t.ctx, 'löwe')).toEqual(['800002']);
    await update(t.ctx, tag, [{ id: rare, patch: { name: both('Ostermarkt') } }]);
    expect((await found(t.ctx, 'ostermarkt')).sort()).toEqual(['800002', '900']);
    expect(await found(t.ctx, 'weihnachtsmarkt')).toEqual([]);
    await update(t.ctx, article, [{ id, patch: { barcodes: [], name: both('Eigener Name') } }]);
    expect([...(await found(t.ctx, 'x77')), ...(await found(t.ctx, '900 tiger'))]).toEqual([]);
    await update(t.ctx, article, [{ id, patch: { name: null } }]);
    expect(await found(t.ctx, '900 tiger')).toEqual(['900']);
    await deleteRows(t.ctx, t.app.served(article.name), [{ id }]);
    expect(await found(t.ctx, '900')).toEqual([]);
    await update(t.ctx, family, [{ id: lion, patch: { name: both('Großer Löwe', 'Large lion') } }]);
    await update(t.ctx, tag, [{ id: rare, patch: { name: both('Weihnachtsmarkt', 'Christmas market') } }]);
  });

  it('keeps the words of lines when a field was added meanwhile and the parent is renamed', async () => {
    const served = t.app.served(article.name);
    await t.app.engine.transaction((db) => addColumns({ ...t.ctx, db }, served.table, columnsOf('x_glaze', f.text())));
    t.app.extend(article.name, { x_glaze: f.text({ list: true }) });
    await update(t.ctx, family, [{ id: lion, patch: { name: both('Großer Panther', 'Large panther') } }]);
    expect(await found(t.ctx, 'panther')).toEqual(['800001']);
    expect(await found(t.ctx, '4006381333931')).toEqual(['800001']);
    expect(await found(t.ctx, 'christmas')).toEqual(['800002']);
    await update(t.ctx, family, [{ id: lion, patch: { name: both('Großer Löwe', 'Large lion') } }]);
  });

  it('takes words back with the transaction', async () => {
    const twice = [{ sku: 'zebra1' }, { sku: 'zebra1' }];
    await expect(create(t.ctx, article, twice)).rejects.toMatchObject({ code: 'kernel.duplicate' });
    expect(await found(t.ctx, 'zebra1')).toEqual([]);
  });

  it('reindexes the variants of a renamed parent with statements that do not grow with their number', async () => {
    const rename = async (count: number) => {
      const [parent] = await create(t.ctx, family, [{ code: `P${count}`, name: both('Eule') }]);
      const drafts = Array.from({ length: count }, (_, n) => ({ sku: `P${count}/${n}`, family: parent?.id ?? 0 }));
      await create(t.ctx, article, drafts);
      const before = t.app.engine.statements();
      await update(t.ctx, family, [{ id: parent?.id ?? 0, patch: { name: both(`Uhu${count}`) } }]);
      const sent = t.app.engine.statements() - before;
      expect(await found(t.ctx, `uhu${count}`)).toHaveLength(Math.min(count, 50));
      return sent;
    };
    expect(await rename(200)).toBeLessThanOrEqual((await rename(100)) + 1);
  });

  it("PRD-PRM-04 finds nothing outside the actor's rows, nor says how much there is", async () => {
    const own = t.as('demo.article:read', 'demo.tag:read');
    const served = t.app.served(article.name);
    expect(await listRecords(own, served, { q: 'ritter' })).toMatchObject({ total: 1, totalExact: true });
    expect(await found(own, 'ritter')).toEqual(['A-170']);
    expect(await found(own, '800001')).toEqual([]);
    expect((await searchEverywhere(own, 'ritter', 5)).groups.flatMap(({ items }) => items)).toHaveLength(1);
  });

  it('PRD-PRM-02 finds by a reference only who may read what is referred to', async () => {
    const drafts = [{ sku: 'T1', owner: 'user1', tags: [rare] }];
    await create(t.ctx, article, drafts);
    expect(await found(t.as('demo.article:read', 'demo.tag:read'), 'weihnachtsmarkt')).toEqual(['T1']);
    expect(await found(t.as('demo.article:read'), 'weihnachtsmarkt')).toEqual([]);
    expect(await found(t.as('demo.article:read'), 't1')).toEqual(['T1']);
  });

  it('groups by resource, the one with this number first', async () => {
    await create(t.ctx, article, [{ sku: 'Z1', note: 'instead of F1' }]);
    const { groups } = await searchEverywhere(t.ctx, 'f1', 5);
    expect(groups.map(({ resource }) => resource)).toEqual(['demo.family', 'demo.article']);
    const lions = await searchEverywhere(t.ctx, 'löwe', 5);
    expect(lions.groups.map(({ resource }) => resource).sort()).toEqual(['demo.article', 'demo.family']);
  });
});
