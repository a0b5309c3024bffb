import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineContract, defineResource, f } from '#kernel/contract/index.ts';
import { defineServer } from './module.ts';
import { serve } from './served.ts';
import { type TestApp, testApp } from './testing.ts';
import { create } from './write.ts';

const place = defineResource({
  name: 'demo.place',
  path: 'demo/places',
  title: 'code',
  fields: { code: f.text({ required: true, unique: true, list: true }), name: f.translated({ list: true }) },
  search: ['code', 'name'],
});
const note = defineResource({
  name: 'demo.note',
  path: 'demo/notes',
  title: 'title',
  subtitle: 'state',
  fields: {
    title: f.text({ required: true, list: true }),
    place: f.ref('demo.place', { list: true }),
    shelf: f.ref('demo.place', { zeroWhenAbsent: true }),
    state: f.state(['draft', 'done'], { list: true }),
    amount: f.money({ list: true }),
    secret: f.money({ read: 'demo.note:secret', list: true }),
    total: f.quantity({ readOnly: true }),
    lines: f.lines({
      text: f.text({ required: true }),
      count: f.quantity({ required: true }),
      shelf: f.ref('demo.place', { zeroWhenAbsent: true }),
    }),
  },
  search: ['title'],
  lock: { states: ['done'], except: [] },
  verbs: { finish: { from: ['draft'], to: 'done', input: { reason: f.text({ required: true, min: 3 }) } } },
});

const demo = defineServer(defineContract({ name: 'demo', depends: [] }, { resources: [place, note] }), {
  resources: [
    serve(note, {
      derive: (row) => ({ total: row.lines.reduce((sum, line) => sum + line.count, 0) }),
      verbs: { finish: async () => undefined },
    }),
  ],
});

describe('a declared resource over HTTP', () => {
  let t: TestApp;
  const all = '1:*';
  beforeAll(async () => {
    t = await testApp([demo]);
  });
  afterAll(() => t.close());

  it('creates, reads, lists, changes and deletes, with lines, derived values and versions', async () => {
    const created = await t.call('POST', '/demo/notes', {
      as: all,
      body: {
        title: 'First',
        amount: '12.5',
        lines: [
          { text: 'a', count: '2' },
          { text: 'b', count: '0.5' },
        ],
      },
    });
    expect(created).toMatchObject({
      status: 201,
      body: { title: 'First', amount: '12.50', total: '2.5', state: 'draft', version: 1 },
    });
    const { id, lines } = created.body as { id: number; lines: { id: number }[] };
    const changed = await t.call('PATCH', `/demo/notes/${id}`, {
      as: all,
      headers: { 'if-match': '"1"' },
      body: { lines: [{ id: lines[1]?.id, count: '4' }] },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { version: 2, total: '4', lines: [{ text: 'b', count: '4' }] },
    });
    const stale = await t.call('PATCH', `/demo/notes/${id}`, {
      as: all,
      headers: { 'if-match': '"1"' },
      body: { title: 'Late' },
    });
    expect(stale).toMatchObject({
      status: 409,
      body: { code: 'kernel.staleVersion', current: { version: 2, title: 'First' } },
    });
    const history = await t.call('GET', `/demo/notes/${id}/history`, { as: all });
    expect((history.body.items as { action: string }[]).map((entry) => entry.action)).toEqual(['update', 'create']);
    const list = await t.call('GET', '/demo/notes?filter[amount][gte]=12&sort=-title&q=fir', { as: all });
    expect(list).toMatchObject({ status: 200, body: { total: 1, next: null } });
    const gone = await t.call('DELETE', `/demo/notes/${id}`, { as: all, headers: { 'if-match': '"2"' } });
    expect(gone.status).toBe(204);
    expect((await t.call('GET', `/demo/notes/${id}`, { as: all })).status).toBe(404);
  });

  it('runs a verb once, from its states only, and the database keeps the result from changing', async () => {
    const { body } = await t.call('POST', '/demo/notes', {
      as: all,
      body: { title: 'Verb', lines: [{ text: 'x', count: '1' }] },
    });
    const short = await t.call('POST', `/demo/notes/${body.id}/finish`, { as: all, body: { reason: 'no' } });
    expect(short).toMatchObject({ status: 422, body: { fields: [{ path: 'reason', code: 'kernel.tooShort' }] } });
    expect(
      await t.call('POST', `/demo/notes/${body.id}/finish`, { as: all, body: { reason: 'done with it' } }),
    ).toMatchObject({ status: 200, body: { state: 'done' } });
    expect(
      await t.call('POST', `/demo/notes/${body.id}/finish`, { as: all, body: { reason: 'done with it' } }),
    ).toMatchObject({ status: 409, body: { code: 'kernel.illegalTransition' } });
    await expect(
      t.app.engine.transaction((db) =>
        db.updateTable('demo_note').set({ title: 'tampered' }).where('id', '=', Number(body.id)).execute(),
      ),
    ).rejects.toMatchObject({ code: 'kernel.immutable' });
    await expect(
      t.app.engine.transaction((db) =>
        db.deleteFrom('demo_note_lines').where('parent_id', '=', Number(body.id)).execute(),
      ),
    ).rejects.toMatchObject({ code: 'kernel.immutable' });
  });

  it('PRD-PRM-02 hides a sensitive field in list, record, filter, sort and history', async () => {
    const { body } = await t.call('POST', '/demo/notes', { as: all, body: { title: 'Hidden', secret: '98765.43' } });
    const reader = '2:demo.note:read';
    expect((await t.call('GET', `/demo/notes/${body.id}`, { as: reader })).body).not.toHaveProperty('secret');
    const list = await t.call('GET', '/demo/notes', { as: reader });
    expect(JSON.stringify(list.body)).not.toContain('secret');
    expect((await t.call('GET', '/demo/notes?filter[secret]=98765.43', { as: reader })).status).toBe(400);
    expect((await t.call('GET', '/demo/notes?sort=secret', { as: reader })).status).toBe(400);
    expect(JSON.stringify((await t.call('GET', `/demo/notes/${body.id}/history`, { as: reader })).body)).not.toContain(
      '98765',
    );
  });

  it('gives every kind of bad input its own code', async () => {
    const post = (body: unknown, as = all) => t.call('POST', '/demo/notes', { as, body });
    expect(await post({ title: 'x', nonsense: 1 })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'nonsense', code: 'kernel.unknownField' }] },
    });
    expect(await post({ title: 5 })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'title', code: 'kernel.wrongType' }] },
    });
    expect(await post({})).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'title', code: 'kernel.required' }] },
    });
    expect(await post({ title: 'x', amount: '1,5' })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'amount', code: 'kernel.notADecimal' }] },
    });
    expect(await post({ title: 'x', place: 4711 })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'place', code: 'kernel.unknownReference' }] },
    });
    // Where the database holds no key, and in a line.
    const shelves = { shelf: 4711, lines: [{ text: 'a', count: '1', shelf: 4712 }] };
    expect(await post({ title: 'x', ...shelves })).toMatchObject({
      status: 422,
      body: {
        fields: [
          { path: 'shelf', code: 'kernel.unknownReference' },
          { path: 'lines.0.shelf', code: 'kernel.unknownReference' },
        ],
      },
    });
    expect(await post({ title: 'x', lines: [{ id: 4711, text: 'a', count: '1' }] })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'lines.0.id', code: 'kernel.unknownReference' }] },
    });
    expect(await post({ title: 'x' }, '3:demo.note:read')).toMatchObject({
      status: 403,
      body: { code: 'kernel.missingPermission', params: { permission: 'demo.note:create' } },
    });
    expect((await t.call('GET', '/demo/notes')).status).toBe(401);
    expect(
      await t.call('POST', '/demo/notes', {
        as: all,
        body: '{"title":',
        headers: { 'content-type': 'application/json' },
      }),
    ).toMatchObject({ status: 400, body: { code: 'kernel.malformedBody' } });
    expect(await t.call('GET', '/demo/notes?filtr[title]=x', { as: all })).toMatchObject({
      status: 400,
      body: { code: 'kernel.invalidFilter' },
    });
  });

  it('names the field of a duplicate', async () => {
    await create(t.ctx, place, [{ code: 'A1', name: { de: 'Löwe', en: null } }]);
    expect(await t.call('POST', '/demo/places', { as: all, body: { code: 'A1' } })).toMatchObject({
      status: 409,
      body: { code: 'kernel.duplicate', fields: [{ path: 'code' }] },
    });
  });

  it('finds words by beginning, without umlauts and without hyphens', async () => {
    await create(t.ctx, place, [{ code: '11400-BE', name: { de: 'Großer Drache', en: 'Great dragon' } }]);
    for (const q of ['11400-BE', '11400be', '11400', 'grosser dra', 'GROßER', 'great']) {
      expect((await t.call('GET', `/demo/places?q=${encodeURIComponent(q)}`, { as: all })).body.total, q).toBe(1);
    }
    expect((await t.call('GET', '/demo/places?q=loewe', { as: all })).body.total).toBe(1);
  });

  it('pages by key without gaps or repetitions, nulls included', async () => {
    await create(
      t.ctx,
      note,
      Array.from({ length: 23 }, (_, index) => ({
        title: `Page ${index}`,
        amount: index % 3 === 0 ? null : (index % 5) * 10_000,
      })),
    );
    for (const sort of ['amount', '-amount']) {
      const seen: number[] = [];
      let cursor = '';
      do {
        const { body } = await t.call(
          'GET',
          `/demo/notes?q=page&limit=4&sort=${sort}${cursor && `&cursor=${cursor}`}`,
          { as: all },
        );
        seen.push(...(body.items as { id: number }[]).map((item) => item.id));
        cursor = (body.next as string | null) ?? '';
      } while (cursor);
      expect(new Set(seen).size, sort).toBe(23);
      expect(seen.length, sort).toBe(23);
    }
  });

  it('has one effect and one answer for one Idempotency-Key', async () => {
    const send = (title: string) =>
      t.call('POST', '/demo/notes', { as: all, body: { title }, headers: { 'idempotency-key': 'k-1' } });
    const [first, second] = [await send('Once'), await send('Once')];
    expect(second.body).toEqual(first.body);
    expect(await send('Other')).toMatchObject({ status: 422, body: { code: 'kernel.idempotencyKeyReused' } });
    expect((await t.call('GET', '/demo/notes?q=once', { as: all })).body.total).toBe(1);
  });
});
