import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { update } from '#kernel/server/write.ts';
import { product } from '../contract/index.ts';
import { type CatalogHouse, catalogHouse } from './catalog-house.ts';

let house: CatalogHouse;
const ids: Record<string, number> = {};
beforeAll(async () => {
  house = await catalogHouse();
  for (const [code, parent] of [
    ['A', null],
    ['B', 'A'],
    ['C', 'B'],
    ['D', null],
  ] as const)
    ids[code] = (
      await house.post('/catalog/categories', { code, name: { de: code }, parent: parent ? ids[parent] : null })
    ).id;
  for (const code of ['A', 'B', 'C', 'D'])
    await house.post('/catalog/variants', { sku: `in-${code}`, name: { de: code }, category: ids[code] });
}, 60_000);
afterAll(() => house.close());

const found = async (query: string) =>
  ((await house.get(`/catalog/variants?${query}`)) as unknown as { items: { sku: string }[] }).items.map(
    ({ sku }) => sku,
  );

describe('PRD-BOM-11 the category tree', () => {
  it('PRD-BOM-02 finds by a category what lies in it and below', async () => {
    expect(await found(`filter[category]=${ids.A}`)).toEqual(['in-A', 'in-B', 'in-C']);
    expect(await found(`filter[category]=${ids.B}`)).toEqual(['in-B', 'in-C']);
    expect(await found(`filter[category]=${ids.C}`)).toEqual(['in-C']);
    expect(await found(`filter[category][in]=${ids.C},${ids.D}`)).toEqual(['in-C', 'in-D']);
    expect(await found(`filter[category][ne]=${ids.B}`)).toEqual(['in-A', 'in-D']);
    const csv = await house.t.call('GET', `/catalog/variants/export?filter[category]=${ids.B}&fields=sku`, {
      as: '1:*',
    });
    expect(csv.raw.toString()).toMatch(/in-B[\s\S]*in-C/);
    expect(csv.raw.toString()).not.toContain('in-A');
  });

  it('is moved, and refused where it would close a circle, which is named', async () => {
    expect(await house.refused('PATCH', `/catalog/categories/${ids.A}`, { parent: ids.C })).toMatchObject({
      fields: [{ path: 'parent', code: 'catalog.categoryCycle', params: { path: 'A → C → B → A' } }],
    });
    expect(await house.refused('PATCH', `/catalog/categories/${ids.A}`, { parent: ids.A })).toMatchObject({
      fields: [{ code: 'catalog.categoryCycle', params: { path: 'A → A' } }],
    });
    await house.patch(`/catalog/categories/${ids.B}`, { parent: ids.D });
    expect(await found(`filter[category]=${ids.A}`)).toEqual(['in-A']);
    expect(await found(`filter[category]=${ids.D}`)).toEqual(['in-B', 'in-C', 'in-D']);
  });
});

describe('PRD-BOM-09 the category of everything that has none', () => {
  it('keeps its code and is not deleted', async () => {
    const id = await house.category('UNCATEGORIZED');
    const protection = { status: 409, body: { code: 'catalog.categoryProtected' } };
    expect(await house.call('DELETE', `/catalog/categories/${id}`)).toMatchObject(protection);
    expect(await house.call('PATCH', `/catalog/categories/${id}`, { code: 'OTHER' })).toMatchObject(protection);
    const { id: product } = await house.post('/catalog/products', { sku: 'P-0', name: { de: 'P' } });
    expect(await house.get(`/catalog/products/${product}`)).toMatchObject({ category: { id } });
  });
});

describe('PRD-BOM-10 legacy groups', () => {
  it('are mapped to categories: what nobody has sorted moves, the rest is listed to be decided', async () => {
    const family = async (sku: string, legacyGroup: string, values: object = {}) => {
      const { id } = await house.post('/catalog/products', { sku, name: { de: sku }, ...values });
      await update(house.t.ctx, product, [{ id, patch: { legacyGroup } }]);
      return id;
    };
    const waiting = await family('G1', 'Zinnfiguren');
    const sorted = await family('G2', 'Zinnfiguren', { category: ids.D });
    await family('G3', 'Rätsel');
    await house.post('/catalog/variants', { sku: 'G1-1', product: waiting });
    await house.post('/catalog/category-mappings', { legacyGroup: 'Zinnfiguren', category: ids.A });
    const preview = await house.post('/catalog/category-mappings/apply', { dryRun: true });
    expect(preview).toMatchObject({
      moved: 1,
      groups: [
        { legacyGroup: 'Rätsel', category: null, products: 1 },
        { legacyGroup: 'Zinnfiguren', category: ids.A, products: 1 },
      ],
    });
    expect(await house.get(`/catalog/products/${waiting}`)).toMatchObject({
      category: { id: await house.category('UNCATEGORIZED') },
    });
    expect(await house.post('/catalog/category-mappings/apply')).toMatchObject({ moved: 1 });
    expect(await house.get(`/catalog/products/${waiting}`)).toMatchObject({ category: { id: ids.A } });
    expect(await house.get(`/catalog/products/${sorted}`)).toMatchObject({ category: { id: ids.D } });
    expect(await found(`filter[category]=${ids.A}`)).toEqual(['G1-1', 'in-A']);
    expect(await house.post('/catalog/category-mappings/apply')).toMatchObject({ moved: 0 });
    const open = await house.get('/catalog/category-mappings?filter[category][empty]=true');
    expect(open).toMatchObject({ items: [{ legacyGroup: 'Rätsel', category: null }] });
  });
});
