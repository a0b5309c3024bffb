import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogHouse, catalogHouse } from './catalog-house.ts';

let house: CatalogHouse;
let category: number;
let others: { category: number; unit: number; reduced: number; tags: number[] };
beforeAll(async () => {
  house = await catalogHouse();
  category = (await house.post('/catalog/categories', { code: 'FIG', name: { de: 'Figuren' } })).id;
  const tag = async (code: string) => (await house.post('/catalog/tags', { code, name: { de: code } })).id;
  const rate = await house.t.ctx.db
    .selectFrom('org_tax_rate')
    .select('id')
    .where('code', '=', 'DE7')
    .executeTakeFirst();
  others = {
    category: (await house.post('/catalog/categories', { code: 'ORN', name: { de: 'Schmuck' } })).id,
    unit: await house.unit('SET'),
    reduced: Number(rate?.id),
    tags: [await tag('neu'), await tag('messe'), await tag('alt')],
  };
}, 60_000);
afterAll(() => house.close());

const family = (sku: string, values: object = {}) =>
  house.post('/catalog/products', { sku, name: { de: `Löwe ${sku}`, en: 'Lion' }, category, ...values });
const variant = (sku: string, product: number, values: object = {}) =>
  house.post('/catalog/variants', { sku, product, ...values });
const read = (id: number) => house.get(`/catalog/variants/${id}`);

describe('PRD-BOM-08 PRD-LNK-17 what a variant has from its parent', () => {
  it('is shown as inherited where it is empty: texts in each language, weight and measures', async () => {
    const { id } = await family('F1', {
      description: { de: 'Aus Zinn', en: 'Of pewter' },
      weight: '24.5',
      width: '40',
    });
    const made = await variant('F1-1', id);
    expect(made).toMatchObject({
      name: { de: 'Löwe F1', en: 'Lion' },
      description: { de: 'Aus Zinn', en: 'Of pewter' },
      weight: '24.5',
      weightUnit: 'g',
      width: '40',
      dimensionUnit: 'mm',
    });
    expect([...(made.inherited as string[])].sort()).toEqual(
      ['description', 'dimensionUnit', 'name', 'weight', 'weightUnit', 'width'].sort(),
    );
    await house.patch(`/catalog/products/${id}`, { weight: '25' });
    expect((await read(made.id)).weight).toBe('25');
    const own = await house.patch(`/catalog/variants/${made.id}`, { weight: '30' });
    expect(own).toMatchObject({ weight: '30', weightUnit: 'g' });
    expect(own.inherited).not.toContain('weight');
    const back = await house.patch(`/catalog/variants/${made.id}`, { weight: null });
    expect(back).toMatchObject({ weight: '25' });
    expect(back.inherited).toEqual(expect.arrayContaining(['weight', 'weightUnit']));
  });

  it('never stands in one unit beside an own value in another', async () => {
    const { id } = await family('F2', { width: '4', height: '10', dimensionUnit: 'cm' });
    const made = await variant('F2-1', id, { width: '38', dimensionUnit: 'mm' });
    expect(made).toMatchObject({ width: '38', height: '100', dimensionUnit: 'mm' });
  });

  it('is copied where lists filter by it, and follows the parent until somebody says otherwise', async () => {
    const { id } = await family('F3', { isManufactured: true, isSold: false, tags: [others.tags[0]] });
    const follower = await variant('F3-1', id);
    expect(follower).toMatchObject({ category: { id: category }, isManufactured: true, isSold: false });
    expect(follower.tags).toMatchObject([{ id: others.tags[0] }]);
    const own = await variant('F3-2', id, {
      category: others.category,
      isManufactured: false,
      tags: [others.tags[2]],
    });
    await house.patch(`/catalog/products/${id}`, {
      taxRate: others.reduced,
      category: await house.category('UNCATEGORIZED'),
      isPurchased: true,
      tags: [others.tags[1]],
    });
    expect(await read(follower.id)).toMatchObject({
      category: { id: await house.category('UNCATEGORIZED') },
      taxRate: { id: others.reduced },
      isPurchased: true,
      isManufactured: true,
      tags: [{ id: others.tags[1] }],
    });
    const kept = await read(own.id);
    expect(kept).toMatchObject({ category: { id: others.category }, isManufactured: false, isPurchased: true });
    expect((kept.tags as { id: number }[]).map((one) => one.id)).toEqual([others.tags[1], others.tags[2]]);
    const history = (await house.get(`/catalog/variants/${follower.id}/history`)) as unknown as { items: unknown[] };
    expect(history.items.length).toBeGreaterThan(1);
  });

  it('follows again once the own value is that of the parent', async () => {
    const { id } = await family('F4', { unit: others.unit });
    const made = await variant('F4-1', id, { category: others.category });
    expect(made).toMatchObject({ unit: { id: others.unit }, category: { id: others.category } });
    await house.patch(`/catalog/variants/${made.id}`, { category });
    await house.patch(`/catalog/products/${id}`, { category: others.category });
    expect(await read(made.id)).toMatchObject({ category: { id: others.category } });
  });

  it('changes with the parent when an orphan finds one', async () => {
    const { id } = await family('F5', { isManufactured: true });
    const orphan = await house.post('/catalog/variants', { sku: 'F5-1', name: { de: 'Waise' } });
    expect(await house.patch(`/catalog/variants/${orphan.id}`, { product: id })).toMatchObject({
      category: { id: category },
      isManufactured: true,
      name: { de: 'Waise' },
    });
  });

  it('is checked without being written', async () => {
    const { id } = await family('F6');
    const made = await variant('F6-1', id);
    await house.call('POST', `/catalog/products/${id}/check`, { category: others.category });
    expect(await read(made.id)).toMatchObject({ category: { id: category } });
  });
});

describe('the life of a variant', () => {
  it('goes from active over phase-out to the archive, and back', async () => {
    const { id } = await family('F7');
    const made = await variant('F7-1', id);
    const act = (verb: string) => house.post(`/catalog/variants/${made.id}/${verb}`);
    expect(await act('phaseOut')).toMatchObject({ state: 'phaseOut' });
    expect((await house.call('POST', `/catalog/products/${id}/archive`, {})).body).toMatchObject({
      code: 'catalog.productHasActiveVariants',
    });
    expect(await act('archive')).toMatchObject({ state: 'archived' });
    expect(await act('reactivate')).toMatchObject({ state: 'active' });
    expect(await house.post(`/catalog/products/${id}/phaseOut`)).toMatchObject({ state: 'phaseOut' });
  });
});

describe('PRD-BOM-12 further facts of a variant', () => {
  it('go through the API unchanged: properties, tags, measures, supplier numbers', async () => {
    const { id } = await family('F8');
    const facts = {
      properties: [{ name: { de: 'Werkstoff', en: 'Material' }, value: { de: 'Zinn', en: 'Pewter' } }],
      supplierNumbers: [{ supplier: 'Zinn-Import KG', number: 'ZI-4711', name: 'Lion, plain' }],
      weight: '0.101',
      weightUnit: 'kg',
      depth: '12.5',
      dimensionUnit: 'cm',
    };
    const made = await variant('F8-1', id, { ...facts, tags: [others.tags[0]] });
    expect(await read(made.id)).toMatchObject({ ...facts, tags: [{ id: others.tags[0] }] });
  });

  it('has files that were uploaded for it, if they are what their names say', async () => {
    const { id } = await family('F9');
    const upload = (name: string, content: string) =>
      house.t.call('POST', `/catalog/variants/attachments?name=${encodeURIComponent(name)}`, {
        as: '1:*',
        body: Buffer.from(content),
        headers: { 'content-type': 'application/octet-stream' },
      });
    const stored = await upload('Löwe.pdf', '%PDF-1.7 …');
    expect(stored).toMatchObject({ status: 201, body: { name: 'Löwe.pdf', mediaType: 'application/pdf' } });
    expect(await upload('falsch.pdf', '<script>')).toMatchObject({ body: { code: 'kernel.fileTypeMismatch' } });
    expect(await upload('seite.html', '<script>')).toMatchObject({ body: { mediaType: 'application/octet-stream' } });
    const made = await variant('F9-1', id, { attachments: [{ file: stored.body.id, title: 'Zeichnung' }] });
    expect(made.attachments).toMatchObject([{ file: { name: 'Löwe.pdf' }, title: 'Zeichnung' }]);
  });
});
