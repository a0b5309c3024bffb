import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TestApp } from '#kernel/server/testing.ts';
import { loadTexts } from '#kernel/server/texts.ts';
import { type Client, client, salesApp, salesModules } from '../../../tests/scenarios/trading-company.ts';
import { addFieldColumns } from '../server/custom-field-rules.ts';
import { customizingServer, reloadFields } from '../server/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folders = ['kernel', 'modules/catalog', 'modules/customizing'].map((folder) => join(root, folder, 'locales'));
const glaze = {
  resource: 'catalog.variant',
  code: 'glaze',
  label: { de: 'Glasur', en: 'Glaze' },
  kind: 'choice',
  values: [
    { code: 'matt', label: { de: 'matt', en: 'matt' } },
    { code: 'gloss', label: { de: 'glänzend', en: 'glossy' } },
  ],
  isInList: true,
};

describe('a field that an administrator adds', () => {
  let t: TestApp;
  let api: Client;
  const call = (method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown, as = '1:*') =>
    t.call(method, url, { as, body });
  const add = async (field: object = glaze) => {
    const { id } = await api.post('/customizing/fields', field);
    await api.post(`/customizing/fields/${id}/activate`);
    // The reload follows the commit; nobody waits for it but this test.
    await reloadFields(t.app);
    return id;
  };
  const createVariant = (sku: string, more: object = {}) =>
    call('POST', '/catalog/variants', { sku, name: { de: `Löwe ${sku}` }, ...more });

  beforeEach(async () => {
    t = await salesApp({ modules: [...salesModules, customizingServer], texts: loadTexts(folders) });
    api = client(t);
  });
  afterEach(() => t.close());

  it('is refused as unknown before it is active, and stands in records, lists and filters afterwards', async () => {
    await createVariant('1000');
    expect((await call('GET', '/catalog/variants')).status).toBe(200);
    const early = await createVariant('1001', { x_glaze: 'matt' });
    expect(early.body).toMatchObject({ fields: [{ path: 'x_glaze', code: 'kernel.unknownField' }] });
    await add();
    const made = await createVariant('1001', { x_glaze: 'matt' });
    expect(made).toMatchObject({ status: 201, body: { x_glaze: 'matt' } });
    await createVariant('1002', { x_glaze: 'gloss' });
    const filtered = await api.get('/catalog/variants?filter[x_glaze]=gloss');
    expect(filtered).toMatchObject({ total: 1, items: [{ sku: '1002', x_glaze: 'gloss' }] });
    const sorted = await api.get('/catalog/variants?sort=-x_glaze&fields=sku,x_glaze');
    expect((sorted.items as { sku: string }[]).map(({ sku }) => sku)).toEqual(['1001', '1002', '1000']);
  });

  it('is checked, written down in the history, and exported under its name', async () => {
    await add();
    const wrong = await createVariant('1001', { x_glaze: 'rusty' });
    expect(wrong).toMatchObject({ status: 422, body: { fields: [{ path: 'x_glaze' }] } });
    const { id, version } = (await createVariant('1001', { x_glaze: 'matt' })).body as { id: number; version: number };
    const changed = await t.call('PATCH', `/catalog/variants/${id}`, {
      as: '1:*',
      body: { x_glaze: 'gloss' },
      headers: { 'if-match': `"${version}"` },
    });
    expect(changed.status).toBe(200);
    const history = await api.get(`/catalog/variants/${id}/history`);
    expect((history.items as { changes: object }[])[0]?.changes).toEqual({
      x_glaze: { before: 'matt', after: 'gloss' },
    });
    const file = await t.call('GET', '/catalog/variants/export?format=csv&fields=sku,x_glaze', { as: '1:*' });
    expect(file.raw.toString('utf8')).toMatch(/x_glaze/);
    expect(file.raw.toString('utf8')).toMatch(/1001.*gloss/);
  });

  it('tells the web its declaration and its labels in both languages', async () => {
    await add();
    const told = await call('GET', '/customizing/declarations', undefined, '2:catalog.variant:read');
    expect(told.body).toMatchObject({
      fields: { 'catalog.variant': { x_glaze: { kind: 'choice', values: ['matt', 'gloss'], list: true } } },
      messages: {
        de: { 'catalog.variant.field.x_glaze': 'Glasur', 'catalog.variant.value.x_glaze.gloss': 'glänzend' },
        en: { 'catalog.variant.field.x_glaze': 'Glaze', 'catalog.variant.group.custom': 'Own details' },
      },
    });
    expect(t.app.texts.say('de', 'catalog.variant.field.x_glaze')).toBe('Glasur');
  });

  it('goes when it is retired, and what was entered is there again when it comes back', async () => {
    const field = await add();
    const { id } = (await createVariant('1001', { x_glaze: 'matt' })).body as { id: number };
    await api.post(`/customizing/fields/${field}/retire`);
    await reloadFields(t.app);
    expect(await api.get(`/catalog/variants/${id}`)).not.toHaveProperty('x_glaze');
    await api.post(`/customizing/fields/${field}/activate`);
    await reloadFields(t.app);
    expect(await api.get(`/catalog/variants/${id}`)).toMatchObject({ x_glaze: 'matt' });
  });

  it.each([
    ['text', 'Königsblau', 'Königsblau'],
    ['int', 7, 7],
    ['quantity', '2.5', '2.5'],
    ['money', '12.3', '12.30'],
    ['bool', true, true],
    ['date', '2026-12-24', '2026-12-24'],
  ])('can be of the kind %s', async (kind, given, shown) => {
    await createVariant('1000');
    await add({ resource: 'catalog.variant', code: `own_${kind}`, label: { de: 'Eigenes' }, kind });
    const { body } = await createVariant('1001', { [`x_own_${kind}`]: given });
    expect(body[`x_own_${kind}`]).toEqual(shown);
    const before = await api.get('/catalog/variants?filter[sku]=1000');
    expect(before.items).toMatchObject([{ sku: '1000', [`x_own_${kind}`]: kind === 'bool' ? false : null }]);
  });

  it('may be required', async () => {
    await add({ ...glaze, isRequired: true });
    expect((await createVariant('1001')).body).toMatchObject({
      fields: [{ path: 'x_glaze', code: 'kernel.required' }],
    });
  });

  it('is not demanded of records that were there before, unless somebody touches it', async () => {
    const { id } = (await createVariant('1000')).body as { id: number };
    await add({ ...glaze, isRequired: true });
    const patch = (body: object, version: number) =>
      t.call('PATCH', `/catalog/variants/${id}`, { as: '1:*', body, headers: { 'if-match': `"${version}"` } });
    expect(await patch({ name: { de: 'Umbenannt' } }, 1)).toMatchObject({ status: 200, body: { x_glaze: null } });
    expect((await call('POST', `/catalog/variants/${id}/phaseOut`, {})).status).toBe(200);
    expect(await patch({ x_glaze: 'matt' }, 3)).toMatchObject({ status: 200 });
    expect(await patch({ x_glaze: null }, 4)).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'x_glaze' }] },
    });
  });

  it('keeps the values that records have: they can be renamed, and others taken away', async () => {
    const field = await add();
    await createVariant('1001', { x_glaze: 'gloss' });
    const shorten = async (values: object[]) => {
      const { version } = await api.get(`/customizing/fields/${field}`);
      const headers = { 'if-match': `"${version}"` };
      return t.call('PATCH', `/customizing/fields/${field}`, { as: '1:*', body: { values }, headers });
    };
    const [matt, gloss] = (await api.get(`/customizing/fields/${field}`)).values as object[];
    expect(await shorten([matt ?? {}])).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'values', code: 'customizing.valueInUse', params: { value: 'gloss' } }] },
    });
    expect((await shorten([{ ...gloss, label: { de: 'glanz', en: 'shiny' } }])).status).toBe(200);
  });

  it('bears no name that another field of the same record has', async () => {
    const twin = { resource: 'catalog.variant', code: 'other', kind: 'text' };
    const named = (label: object) => call('POST', '/customizing/fields', { ...twin, label });
    const taken = { status: 422, body: { fields: [{ path: 'label', code: 'customizing.labelTaken' }] } };
    expect(await named({ de: 'Gewicht' })).toMatchObject(taken);
    expect(await named({ de: 'Eigenes', en: ' weight' })).toMatchObject(taken);
    await add();
    expect(await named({ de: 'Glasur' })).toMatchObject(taken);
    expect(await named({ de: 'Schwere' })).toMatchObject({ status: 201 });
  });

  it('is there when the answer to its activation comes, also when several are activated at once', async () => {
    const codes = ['one', 'two', 'three', 'four', 'five', 'six'];
    const ids: unknown[] = [];
    for (const code of codes) {
      const label = { de: `Feld ${code}` };
      ids.push((await api.post('/customizing/fields', { resource: 'catalog.variant', code, label, kind: 'text' })).id);
    }
    await Promise.all(ids.map((id) => api.post(`/customizing/fields/${id}/activate`)));
    const values = Object.fromEntries(codes.map((code) => [`x_${code}`, code]));
    expect(await createVariant('1001', values)).toMatchObject({ status: 201, body: values });
  });

  it('is one of very many', async () => {
    const ctx = t.app.systemCtx();
    const spec = { kind: 'text', max: 200 } as const;
    for (let n = 0; n < 150; n++) await addFieldColumns(ctx, 'catalog_variant', `x_n${n}`, spec);
    await add();
    expect(await createVariant('1001', { x_glaze: 'matt' })).toMatchObject({ status: 201 });
  }, 60_000);

  it.each([
    [{ code: 'Glasur' }, 'code', 'customizing.codeInvalid'],
    [{ code: 'a;drop' }, 'code', 'customizing.codeInvalid'],
    [{ values: [] }, 'values', 'customizing.valuesMissing'],
    [{ kind: 'text' }, 'values', 'customizing.valuesNotWanted'],
    [{ values: [glaze.values[0], glaze.values[0]] }, 'values.1.code', 'kernel.duplicate'],
  ])('is refused when it cannot be: %j', async (wrong, path, code) => {
    const answer = await call('POST', '/customizing/fields', { ...glaze, ...wrong });
    expect(answer).toMatchObject({ status: 422, body: { fields: [{ path, code }] } });
  });
});
