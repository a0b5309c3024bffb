import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { warningsOf } from './changes.ts';
import { trusted } from './ctx.ts';
import type { Cell } from './db/engine.ts';
import { demo, demoTexts, item } from './testing/demo-items.ts';
import { type TestApp, testApp } from './testing.ts';
import { act, create, update } from './write.ts';

const all = '1:*';
const name = { de: 'x', en: null };
let t: TestApp;
beforeAll(async () => {
  t = await testApp([demo], { texts: demoTexts });
});
afterAll(() => t.close());

const post = (body: object, options: { as?: string; headers?: Record<string, string> } = {}) =>
  t.call('POST', '/demo/items', { as: all, body, ...options });
const doubtful = (sku: string) => ({
  path: 'note',
  code: 'demo.doubtfulNote',
  params: { sku },
  level: 'warning',
  message: `Die Bemerkung zu ${sku} ist zweifelhaft`,
});

describe('PRD-VAL-07 a warning', () => {
  it('lets the record pass and is told by create, change, verb and bulk verb, in the language of the reader', async () => {
    const created = await post({ sku: 'W-1', name, note: 'doubtful' });
    expect(created).toMatchObject({ status: 201, body: { sku: 'W-1', warnings: [doubtful('W-1')] } });
    const { id } = created.body;
    const change = { as: all, headers: { 'if-match': '"1"' }, body: { price: '1' }, language: 'en' as const };
    const changed = await t.call('PATCH', `/demo/items/${id}`, change);
    expect(changed.body.warnings).toEqual([{ ...doubtful('W-1'), message: 'The note of W-1 is doubtful' }]);
    const other = (await post({ sku: 'W-2', name, note: 'fine' })).body.id;
    const bulk = await t.call('POST', '/demo/items/finish', { as: all, body: { ids: [id, other] } });
    expect(bulk.body).toEqual({ done: [id, other], failed: [], warnings: [{ id, ...doubtful('W-1') }] });
    const third = (await post({ sku: 'W-3', name, note: 'doubtful' })).body.id;
    const finished = await t.call('POST', `/demo/items/${third}/finish`, { as: all, body: {} });
    expect(finished).toMatchObject({ status: 200, body: { state: 'done', warnings: [doubtful('W-3')] } });
  });

  it('is not there where nothing is doubtful, nor when the record is read', async () => {
    expect((await post({ sku: 'W-4', name })).body).not.toHaveProperty('warnings');
    const { body } = await post({ sku: 'W-5', name, note: 'doubtful' }, { headers: { prefer: 'return=minimal' } });
    expect(body).toEqual({ id: body.id, version: 1, warnings: [doubtful('W-5')] });
    expect((await t.call('GET', `/demo/items/${body.id}`, { as: all })).body).not.toHaveProperty('warnings');
  });

  it('about a field that may not be seen is kept from the reader', async () => {
    const { id } = (await post({ sku: 'W-6', name, price: '1', cost: '2' })).body;
    const patch = (as: string, version: number) =>
      t.call('PATCH', `/demo/items/${id}`, {
        as,
        headers: { 'if-match': `"${version}"` },
        body: { count: version + 1 },
      });
    expect((await patch(all, 1)).body.warnings).toMatchObject([{ path: 'cost', code: 'demo.soldAtALoss' }]);
    expect((await patch('1:demo.item:update,demo.item:read', 2)).body).not.toHaveProperty('warnings');
  });

  it('PRD-VAL-15 refuses a write that is strict, as an error would, and says that it is a warning', async () => {
    const strict = { headers: { prefer: 'return=minimal, handling=strict' } };
    const refused = await post({ sku: 'S-1', name, note: 'doubtful' }, strict);
    expect(refused).toMatchObject({ status: 422, body: { code: 'kernel.invalidInput', fields: [doubtful('S-1')] } });
    expect((await post({ sku: 'S-1', name, note: 'fine' }, strict)).status).toBe(201);
  });

  it('PRD-VAL-01 PRD-VAL-09 is given alike to jobs and sync, which say how strict they are', async () => {
    const draft = { sku: 'J-1', name, note: 'doubtful' };
    await expect(create({ ...trusted(t.ctx), strict: true }, item, [draft])).rejects.toMatchObject({
      fields: [{ path: 'note', level: 'warning' }],
    });
    const [row] = await create(trusted(t.ctx), item, [draft, { sku: 'J-2', name }]);
    expect(warningsOf(row ?? {})).toMatchObject([{ code: 'demo.doubtfulNote' }]);
    const [same] = await update(t.ctx, item, [{ id: row?.id ?? 0, patch: { note: 'fine' } }]);
    expect(warningsOf(same ?? {})).toEqual([]);
    expect(warningsOf(await act(t.ctx, item, 'finish', row?.id ?? 0))).toEqual([]);
  });
});

describe('PRD-VAL-16 checking without saving', () => {
  const check = (body: object, { as = all, id = '' }: { as?: string; id?: unknown } = {}) =>
    t.call('POST', `/demo/items/${id === '' ? '' : `${id}/`}check`, {
      as,
      body,
      headers: { 'idempotency-key': 'typing' },
    });

  it('says of a new record what creating it would say, faults of values, rules, taken values and references at once', async () => {
    await post({ sku: 'C-1', name, email: 'taken@b.de' });
    const values = { sku: 'C-2', name, email: 'taken@b.de', maker: 99_999, note: 'doubtful' };
    const { status, body } = await check(values);
    expect(status).toBe(200);
    expect(body.errors).toMatchObject([
      { path: 'maker', code: 'kernel.unknownReference' },
      { path: 'email', code: 'kernel.duplicate', params: { value: 'taken@b.de' } },
    ]);
    expect(body.warnings).toEqual([doubtful('C-2')]);
    expect((await check({ sku: 'C-2', name })).body).toEqual({ errors: [], warnings: [] });
  });

  it('PRD-VAL-10 asks the rules of a form that is half empty or half readable', async () => {
    const { body } = await check({ price: 'viel', note: 'doubtful', nonsense: 1, cost: '5' });
    expect(body.errors).toMatchObject([
      { path: 'sku', code: 'kernel.required' },
      { path: 'name', code: 'kernel.required' },
      { path: 'price', code: 'kernel.notADecimal' },
      { path: 'nonsense', code: 'kernel.unknownField' },
    ]);
    expect(body.warnings).toMatchObject([{ path: 'note', code: 'demo.doubtfulNote' }]);
    expect((await check({ sku: 'C-3', name, note: 'forbidden' })).body.errors).toMatchObject([
      { path: 'note', code: 'demo.forbiddenNote' },
    ]);
    expect((await check({ sku: 'C-3', name, price: '1', cost: '2' })).body.warnings).toMatchObject([{ path: 'cost' }]);
  });

  it('judges changes together with what the record already has', async () => {
    const { id } = (await post({ sku: 'C-4', name, price: '1' })).body;
    expect((await check({ cost: '2' }, { id })).body).toMatchObject({ errors: [], warnings: [{ path: 'cost' }] });
    expect((await check({ sku: 'C-4' }, { id })).body).toEqual({ errors: [], warnings: [] });
    expect((await check({ sku: 'C-1' }, { id })).body.errors).toMatchObject([
      { path: 'sku', code: 'kernel.duplicate' },
    ]);
    expect((await check({}, { id: 999_999 })).status).toBe(404);
  });

  it('writes nothing at all, neither a record nor a trace', async () => {
    const tables = t.app.resources.map(({ table }) => table);
    const kernel = ['kernel_audit', 'kernel_outbox', 'kernel_sequence', 'kernel_idempotency', 'kernel_job'];
    const everything = async () => {
      const rows: Record<string, Record<string, Cell>[]> = {};
      for (const table of [...tables, ...kernel])
        rows[table] = await t.app.engine.reader.selectFrom(table).selectAll().execute();
      return rows;
    };
    const { id } = (await post({ sku: 'C-5', name })).body;
    const before = await everything();
    const { transaction } = t.app.engine;
    let transactions = 0;
    Object.assign(t.app.engine, { transaction: () => Promise.reject(new Error(`${++transactions} transactions`)) });
    try {
      expect((await check({ sku: 'C-6', name, note: 'doubtful' })).status).toBe(200);
      expect((await check({ sku: 'C-7', note: 'doubtful' }, { id })).status).toBe(200);
    } finally {
      Object.assign(t.app.engine, { transaction });
    }
    expect(transactions).toBe(0);
    expect(await everything()).toEqual(before);
    await expect(create({ ...t.ctx, checking: true }, item, [{ sku: 'C-8', name }])).rejects.toThrow('writes');
  });

  it('needs the right to what it asks about', async () => {
    const missing = (permission: string) => ({ status: 403, body: { params: { permission } } });
    expect(await check({}, { as: '1:demo.item:update' })).toMatchObject(missing('demo.item:create'));
    expect(await check({}, { as: '1:demo.item:create', id: 1 })).toMatchObject(missing('demo.item:update'));
    expect(await check({ sku: 'C-9', name, discount: '5' }, { as: '1:demo.item:create' })).toMatchObject({
      status: 403,
      body: { code: 'kernel.fieldNotPermitted' },
    });
  });
});
