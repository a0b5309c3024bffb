import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '#kernel/server/testing.ts';
import { bomApp, qty, workshop } from '../scenarios/workshop.ts';

let t: TestApp;
let w: ReturnType<typeof workshop>;
beforeAll(async () => {
  t = await bomApp();
  w = workshop(t);
});
afterAll(() => t.close());

type Body = Record<string, unknown>;
const get = async (url: string, as = '1:*') => (await t.call('GET', url, { as })).body;
const csv = (content: string, query = '') =>
  t.call('POST', `/bom/lines/import${query}`, { as: '1:*', body: content, headers: { 'content-type': 'text/csv' } });
const counts = ({ read, created, updated, unchanged, failed }: Body) => ({ read, created, updated, unchanged, failed });

describe('the routes of BOMs', () => {
  it('PRD-PRM-09 PRD-PRM-02 show an explosion with just what the reader may see', async () => {
    const [top, tin] = [await w.part('A1'), await w.part('A2', '0.5')];
    await w.made(top, [{ component: tin, quantity: '4' }]);
    const url = `/bom/explosion?variant=${top}&quantity=3`;
    expect(await get(url)).toMatchObject({
      lines: [{ level: 0 }, { level: 1, variant: { title: 'A2' }, quantity: '12', cost: '6.00' }],
      demand: [{ quantity: '12', onHand: '0', shortage: '12', unitCost: '0.50', cost: '6.00' }],
      cost: { total: '6.00', unit: '2.00', isIncomplete: false },
    });
    const seen = await get(url, '1:bom.bom:read,catalog.variant:read');
    expect(seen).toMatchObject({ cost: null, demand: [{ onHand: null, shortage: null, unitCost: null, cost: null }] });
    expect((await t.call('GET', url, { as: '1:catalog.variant:read' })).status).toBe(403);
    expect(await get(`/bom/costs?filter[variant]=${top}`, '1:bom.cost:read')).not.toHaveProperty('items.0.unitCost');
    expect(await get(`/bom/where-used?variant=${tin}`)).toMatchObject({
      items: [{ variant: { title: 'A1' }, level: 1, quantity: '4' }],
    });
  });

  it('refuse what they cannot answer, in words', async () => {
    const top = await w.part('X1');
    const status = async (url: string) => (await t.call('GET', url, { as: '1:*' })).status;
    expect(await status('/bom/explosion?variant=999999')).toBe(404);
    expect(await status('/bom/comparison?before=999999&after=999998')).toBe(404);
    for (const question of [
      '',
      `?variant=${top}&quantity=0`,
      `?variant=${top}&quantity=x`,
      `?variant=${top}&date=2026-02-30`,
    ])
      expect(await status(`/bom/explosion${question}`), question).toBe(422);
    expect(await status(`/bom/where-used?variant=${top}`)).toBe(200);
    const body = { component: top, replacement: top, dryRun: true };
    expect((await t.call('POST', '/bom/mass-replace', { as: '1:*', body })).body.code).toBe('bom.replacementIsSame');
    expect((await csv('a;b\n1;2')).body.code).toBe('kernel.unknownColumn');
    expect((await t.call('POST', '/bom/lines/import', { as: '1:*', body: {} })).status).toBe(415);
  });

  it('compare two revisions', async () => {
    const [top, tin, lead, wax] = [
      await w.part('B1'),
      await w.part('B2', '1'),
      await w.part('B3', '1'),
      await w.part('B4', '1'),
    ];
    const before = await w.draft({ variant: top }, [{ component: tin }, { component: lead }]);
    const after = await w.draft({ variant: top }, [{ component: tin, quantity: '2' }, { component: wax }], {
      outputQuantity: qty('2'),
    });
    const { differences } = await get(`/bom/comparison?before=${before}&after=${after}`);
    expect(differences).toMatchObject([
      { kind: 'changed', list: 'head', fields: { outputQuantity: { before: '1', after: '2' } } },
      { kind: 'changed', list: 'lines', component: { title: 'B2' }, fields: { quantity: { before: '1', after: '2' } } },
      { kind: 'removed', list: 'lines', component: { title: 'B3' } },
      { kind: 'added', list: 'lines', component: { title: 'B4' } },
    ]);
  });

  it('replace a component everywhere, after a preview', async () => {
    const [one, two, inside] = [await w.part('C1'), await w.part('C2'), await w.part('C3')];
    const [tin, pewter] = [await w.part('C4', '1'), await w.part('C5', '3')];
    await w.made(one, [{ component: tin, quantity: '2' }]);
    await w.draft({ variant: two }, [{ component: tin }]);
    await w.made(pewter, [{ component: inside }]);
    await w.draft({ variant: inside }, [{ component: tin }]);
    const wish = { component: tin, replacement: pewter, factor: '1.5', release: true };
    const preview = await t.call('POST', '/bom/mass-replace', { as: '1:*', body: { ...wish, dryRun: true } });
    expect(preview.body.boms).toMatchObject([
      { bom: { title: 'C1/1' }, outcome: 'released', result: null, lines: [{ quantity: '2', newQuantity: '3' }] },
      { bom: { title: 'C2/1' }, outcome: 'changed' },
      { bom: { title: 'C3/1' }, outcome: 'refused', message: 'error.bom.cycle' },
    ]);
    expect((await w.cost(one))?.total).toBe(20_000);
    await t.call('POST', '/bom/mass-replace', { as: '1:*', body: { ...wish, dryRun: false } });
    expect((await w.cost(one))?.total).toBe(0);
    expect(await get(`/bom/where-used?variant=${tin}`)).toEqual({ items: [] });
  });

  it('import and export lines, report broken rows and change nothing when run again', async () => {
    for (const [sku, price] of [['D1'], ['D2'], ['D3', '1'], ['D4', '0.5'], ['D5']] as const) await w.part(sku, price);
    const file = [
      'variant,component,quantity,isFixed,isReleased',
      'D1,D2,2,,true',
      'D1,D3,1,true,true',
      'D2,D4,4,,true',
      'D5,D4,0,,true',
      'D5,D3,1,,true',
      'D5,NONE,1,,true',
      ',D3,1,,true',
    ].join('\n');
    const trial = await csv(file, '?dryRun=true');
    expect(counts(trial.body)).toEqual({ read: 7, created: 3, updated: 0, unchanged: 0, failed: 4 });
    const { errors } = trial.body as { errors: { row: number; field: string; code: string }[] };
    expect(errors.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '5 kernel.tooSmall',
      '6 bom.otherLineBroken',
      '7 kernel.unknownReference',
      '8 bom.oneSubject',
    ]);
    expect(counts((await csv(file)).body)).toMatchObject({ created: 3, failed: 4 });
    expect(counts((await csv(file)).body)).toMatchObject({ created: 0, unchanged: 3, failed: 4 });
    const top = await get('/catalog/variants?filter[sku]=D1');
    const id = Number((top as { items: { id: number }[] }).items[0]?.id);
    expect((await w.cost(id))?.total).toBe(50_000);
    const out = await t.call('GET', '/bom/lines/export', { as: '1:*' });
    expect(out.raw.toString()).toContain('D1,1,');
    expect(counts((await csv(out.raw.toString())).body)).toMatchObject({ created: 0, updated: 0, failed: 0 });
    const changed = await csv('variant,component,quantity\nD1,D2,3\n');
    expect(counts(changed.body)).toMatchObject({ created: 1 });
    expect(counts((await csv('variant,component,quantity\nD1,D2,4\n')).body)).toMatchObject({ updated: 1 });
  });

  it('say how many costs a roll-up computed', async () => {
    const before = (await get('/bom/roll-up')) as { recomputed: number };
    const answer = await t.call('POST', '/bom/roll-up', { as: '1:*' });
    expect(answer.body).toMatchObject({ changed: 0 });
    const after = (await get('/bom/roll-up')) as { recomputed: number };
    expect(after.recomputed - before.recomputed).toBe(answer.body.recomputed);
  });
});
