import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '#kernel/server/testing.ts';
import { bomApp, eur, qty, workshop } from '../scenarios/workshop.ts';

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

  it('say the same cost in the tree, in the demand and in the roll-up, by-products and days to come included', async () => {
    const [tin, dear] = [await w.part('H1', '1'), await w.part('H2', '5')];
    const [side, low, top] = [await w.part('H3'), await w.part('H4'), await w.part('H5')];
    await w.made(side, [{ component: tin, quantity: '2' }]);
    await w.made(low, [{ component: tin }]);
    await w.made(top, [
      { component: low, quantity: '10' },
      { component: side, kind: 'byProduct' },
    ]);
    expect((await w.cost(top))?.total).toBe(eur('8'));
    const url = `/bom/explosion?variant=${top}`;
    expect(await get(url)).toMatchObject({
      lines: [{}, {}, {}, { kind: 'byProduct', quantity: '-1', cost: '-2.00' }],
      cost: { total: '8.00', isIncomplete: false },
    });
    await w.release(await w.draft({ variant: low }, [{ component: dear }]), '2090-01-01');
    const { demand, cost } = (await get(`${url}&date=2090-01-01`)) as { demand: Body[]; cost: Body };
    expect(cost).toMatchObject({ total: '48.00' });
    expect(demand.find(({ variant }) => (variant as Body).title === 'H4')).toMatchObject({
      unitCost: '5.00',
      cost: '50.00',
    });
  });

  it('copy for one of both subjects, and keep what a batch is', async () => {
    const set = await w.unit('SET');
    const inSets = (count: string) => ({ unitConversions: [{ unit: set, baseQuantity: qty(count) }] });
    const [twelve, six, plain, tin] = [
      await w.part('I1', undefined, inSets('12')),
      await w.part('I2', undefined, inSets('6')),
      await w.part('I3'),
      await w.part('I4', '1'),
    ];
    const id = await w.made(twelve, [{ component: tin, quantity: '24' }], { unit: set });
    const copy = (input: Body) => t.call('POST', `/bom/boms/${id}/copy`, { as: '1:*', body: input });
    expect((await copy({ variant: six })).status).toBe(200);
    const [made] = (await get(`/bom/boms?filter[variant]=${six}`)).items as Body[];
    expect(made).toMatchObject({ outputQuantity: '1', unit: { title: 'SET' } });
    expect((await copy({ variant: plain })).body.fields).toMatchObject([
      { path: 'unit', code: 'catalog.noUnitConversion' },
    ]);
    for (const input of [{}, { variant: six, product: 1 }])
      expect((await copy(input)).body.fields).toMatchObject([{ code: 'bom.oneSubject' }]);
  });

  it('name the one thing that is wrong, not what follows from it', async () => {
    const faults = async (body: Body) =>
      ((await t.call('POST', '/bom/boms', { as: '1:*', body })).body.fields as Body[]).map(({ path, code }) => [
        path,
        code,
      ]);
    const top = await w.part('N1');
    expect(await faults({})).toEqual([['product', 'bom.oneSubject']]);
    expect(await faults({ variant: 999_999 })).toEqual([['variant', 'kernel.unknownReference']]);
    expect(await faults({ variant: top, lines: [{ component: 999_999, quantity: '1' }] })).toEqual([
      ['lines.0.component', 'kernel.unknownReference'],
    ]);
    const asked = async (quantity: string) => (await get(`/bom/explosion?variant=${top}&quantity=${quantity}`)).fields;
    expect(await asked('x')).toMatchObject([{ code: 'kernel.notADecimal', params: { decimals: 6 } }]);
    expect(await asked('0')).toMatchObject([{ code: 'kernel.tooSmall' }]);
    expect(await asked('9999999999999')).toMatchObject([{ code: 'kernel.tooLarge' }]);
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

  it('take from a sheet since when a BOM holds, and refuse rows that say two things of one BOM', async () => {
    const top = await w.part('V1');
    for (const sku of ['V2', 'V3']) await w.part(sku, '1');
    const sheet = (...rows: string[]) =>
      csv(['variant;component;quantity;outputQuantity;validFrom;isReleased', ...rows].join('\n'));
    const revisions = async () =>
      ((await get(`/bom/boms?filter[variant]=${top}&sort=revision`)).items as Body[]).map((row) => [
        row.state,
        row.validFrom,
      ]);
    expect(counts((await sheet('V1;V2;1;1;01.02.2090;')).body)).toMatchObject({ created: 1 });
    expect(await revisions()).toEqual([['draft', '2090-02-01']]);
    expect(counts((await sheet('V1;V2;1;;01.03.2090;ja')).body)).toMatchObject({ updated: 1 });
    expect(await revisions()).toEqual([['released', '2090-03-01']]);
    expect(counts((await sheet('V1;V2;1;;;ja')).body)).toMatchObject({ unchanged: 1 });
    expect(counts((await sheet('V1;V2;1;;01.04.2090;ja')).body)).toMatchObject({ created: 1 });
    expect(await revisions()).toEqual([
      ['released', '2090-03-01'],
      ['released', '2090-04-01'],
    ]);
    const answer = await sheet('V1;V2;1;10;;', 'V1;V3;1;20;;', 'V1;V3;1;;;');
    expect(answer.body).toMatchObject({
      failed: 3,
      errors: [
        { row: 2, code: 'bom.otherLineBroken' },
        { row: 3, field: 'outputQuantity', code: 'bom.rowsDiffer' },
        {},
      ],
    });
  });

  it('write on what stands beside, unseen, for whoever may not see costs', async () => {
    const [top, tin, lead] = [await w.part('W1'), await w.part('W2', '1'), await w.part('W3', '1')];
    const operations = [{ name: 'paint', costPerPiece: eur('4.44') }];
    await w.made(top, [{ component: tin }], { operations });
    const planner = '1:bom.bom:read,bom.bom:create,bom.bom:update,bom.bom:release,catalog.variant:read,data:import';
    const body = { component: tin, replacement: lead, dryRun: false, release: true };
    expect((await t.call('POST', '/bom/mass-replace', { as: planner, body })).body.boms).toMatchObject([
      { outcome: 'released', result: { title: 'W1/2' } },
    ]);
    const answer = await t.call('POST', '/bom/lines/import', {
      as: planner,
      body: 'variant;component;quantity;isReleased\nW1;W3;2;ja',
      headers: { 'content-type': 'text/csv' },
    });
    expect(counts(answer.body)).toMatchObject({ created: 1, failed: 0 });
    expect(await w.cost(top)).toMatchObject({ material: eur('2'), operations: eur('4.44') });
  });

  it('say how many costs a roll-up computed', async () => {
    const before = (await get('/bom/roll-up')) as { recomputed: number };
    const answer = await t.call('POST', '/bom/roll-up', { as: '1:*' });
    expect(answer.body).toMatchObject({ changed: 0 });
    const after = (await get('/bom/roll-up')) as { recomputed: number };
    expect(after.recomputed - before.recomputed).toBe(answer.body.recomputed);
  });
});
