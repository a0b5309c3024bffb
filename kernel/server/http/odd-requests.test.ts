import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineContract, defineErrors, defineResource, f } from '#kernel/contract/index.ts';
import { defineServer } from '../module.ts';
import { serve } from '../served.ts';
import { type TestApp, testApp } from '../testing.ts';
import { create } from '../write.ts';

const errors = defineErrors('demo', { refused: 409 });
const trail = defineResource({
  name: 'demo.trail',
  path: 'demo/trails',
  title: 'text',
  fields: { text: f.text({ required: true, list: true }) },
});
const note = defineResource({
  name: 'demo.note',
  path: 'demo/notes',
  title: 'title',
  fields: { title: f.text({ required: true, list: true }), state: f.state(['draft', 'done']) },
  verbs: { finish: { from: ['draft'], to: 'done' } },
});
const demo = defineServer(
  defineContract({ name: 'demo', depends: [] }, { resources: [trail, note], errors: [errors] }),
  {
    resources: [
      serve(note, {
        verbs: {
          finish: async (ctx, row) => {
            await create(ctx, trail, [{ text: row.title }]);
            if (row.title === 'bad') throw errors.refused();
            return undefined;
          },
        },
      }),
    ],
  },
);

describe('odd requests', () => {
  let t: TestApp;
  const as = '1:*';
  const note = async (title: string) => Number((await t.call('POST', '/demo/notes', { as, body: { title } })).body.id);
  beforeAll(async () => {
    t = await testApp([demo]);
  });
  afterAll(() => t.close());

  it('takes nothing but JSON where JSON is expected', async () => {
    for (const type of ['text/csv', 'application/octet-stream', 'text/plain', 'application/x-www-form-urlencoded']) {
      const answer = await t.call('POST', '/demo/notes', {
        as,
        body: '{"title":"a"}',
        headers: { 'content-type': type },
      });
      expect([type, answer.status, answer.body.code]).toEqual([type, 415, 'kernel.unsupportedMediaType']);
    }
  });

  it('refuses a cursor whose value no column can hold', async () => {
    const cursor = (value: string) => Buffer.from(`["title",0,${value},1]`).toString('base64url');
    for (const value of ['1e400', '-1e400']) {
      const answer = await t.call('GET', `/demo/notes?sort=title&cursor=${cursor(value)}`, { as });
      expect([value, answer.status, answer.body.code]).toEqual([value, 400, 'kernel.invalidCursor']);
    }
  });

  it('PRD-VAL-13 takes text that nobody could see for none, and letters put together for the letter', async () => {
    for (const title of ['\u200b', ' \u200b\u2060\ufeff ', '\u3164', '\u00ad\u200d', '\u2800'])
      expect(await t.call('POST', '/demo/notes', { as, body: { title } }), JSON.stringify(title)).toMatchObject({
        status: 422,
        body: { fields: [{ path: 'title', code: 'kernel.required' }] },
      });
    const seen = { as, body: { title: 'Lo\u0308we \u{1f468}\u200d\u{1f469}' } };
    expect((await t.call('POST', '/demo/notes', seen)).body.title).toBe('L\u00f6we \u{1f468}\u200d\u{1f469}');
    const asked = encodeURIComponent(seen.body.title);
    expect((await t.call('GET', `/demo/notes?filter[title]=${asked}`, { as })).body.total).toBe(1);
    expect((await t.call('GET', `/demo/notes?filter[title][contains]=${asked}`, { as })).body.total).toBe(1);
  });

  it('answers a path that no router can read with a problem document as well', async () => {
    for (const path of [`/demo/notes/${'9'.repeat(300)}`, '/demo/notes/%zz']) {
      const answer = await t.call('GET', path, { as, language: 'en' });
      expect([answer.status, answer.body.code]).toEqual([404, 'kernel.routeNotFound']);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it('keeps nothing of a record that fails among many, also under an Idempotency-Key', async () => {
    const ids = [await note('good'), await note('bad'), await note('better')];
    const headers = { 'idempotency-key': 'many-1' };
    const answer = await t.call('POST', '/demo/notes/finish', { as, body: { ids }, headers });
    expect(answer.body).toMatchObject({ done: [ids[0], ids[2]], failed: [{ id: ids[1] }] });
    const { items } = (await t.call('GET', '/demo/trails?sort=id', { as })).body as { items?: { text: string }[] };
    expect(items?.map(({ text }) => text)).toEqual(['good', 'better']);
  });
});
