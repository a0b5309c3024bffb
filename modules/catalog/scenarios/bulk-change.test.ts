import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogHouse, catalogHouse } from './catalog-house.ts';

let house: CatalogHouse;
const ids: number[] = [];
beforeAll(async () => {
  house = await catalogHouse();
  for (const [sku, retailPrice] of [
    ['P1', '10.00'],
    ['P2', '9.99'],
    ['P3', null],
  ] as const)
    ids.push((await house.post('/catalog/variants', { sku, name: { de: sku }, retailPrice, color: 'rot' })).id);
}, 60_000);
afterAll(() => house.close());

const change = (body: object) => house.post('/catalog/variants/change', { ids, ...body });
const price = async (id: number | undefined) => (await house.get(`/catalog/variants/${id}`)).retailPrice;

describe('a change by rule', () => {
  it('is previewed without a trace, then made: percent in cents, amounts, values', async () => {
    const raise = { field: 'retailPrice', rule: 'percent', value: '3.5' };
    const preview = await change({ ...raise, dryRun: true });
    expect(preview).toMatchObject({
      changed: 2,
      unchanged: 1,
      rows: [
        { title: 'P1', before: '10.00', after: '10.35' },
        { title: 'P2', before: '9.99', after: '10.34' },
      ],
    });
    expect(await price(ids[0])).toBe('10.00');
    await change(raise);
    expect([await price(ids[0]), await price(ids[1]), await price(ids[2])]).toEqual(['10.35', '10.34', null]);
    await change({ field: 'retailPrice', rule: 'add', value: '-0.35' });
    expect(await price(ids[0])).toBe('10.00');
    expect(await change({ field: 'color', rule: 'set', value: 'blau' })).toMatchObject({ changed: 3 });
    expect(await change({ field: 'color', rule: 'set', value: 'blau' })).toMatchObject({ changed: 0, unchanged: 3 });
  });

  it('adds and takes away tags, and names references', async () => {
    const tag = await house.post('/catalog/tags', { code: 'sale', name: { de: 'Abverkauf' } });
    expect(await change({ field: 'tags', rule: 'add', value: [tag.id] })).toMatchObject({
      changed: 3,
      rows: [{ before: [], after: [{ id: tag.id, title: 'Abverkauf' }] }, {}, {}],
    });
    expect(await change({ field: 'tags', rule: 'remove', value: [tag.id] })).toMatchObject({ changed: 3 });
    const moved = await change({ field: 'category', rule: 'set', value: await house.category('UNCATEGORIZED') });
    expect(moved).toMatchObject({ changed: 0 });
  });

  it('takes the records of a filter', async () => {
    const one = { ids: undefined, filter: { 'filter[sku]': 'P2' }, field: 'size', rule: 'set', value: 'L' };
    expect(await change(one)).toMatchObject({ changed: 1, rows: [{ title: 'P2', after: 'L' }] });
  });

  it('is refused for numbers below zero, for fields of one record alone, and without the right', async () => {
    const refused = (body: object, as?: string) =>
      house.refused('POST', '/catalog/variants/change', { ids, ...body }, as);
    expect(await refused({ field: 'retailPrice', rule: 'set', value: '-1' })).toMatchObject({ status: 422 });
    for (const field of ['sku', 'legacyId', 'state', 'attributes', 'nonsense'])
      expect(await refused({ field, rule: 'set', value: 'x' }), field).toMatchObject({
        code: 'catalog.ruleNotForField',
      });
    expect(await refused({ field: 'color', rule: 'percent', value: '3' })).toMatchObject({
      code: 'catalog.ruleNotForField',
    });
    const raise = { field: 'retailPrice', rule: 'percent', value: '10' };
    expect(await refused(raise, '1:catalog.variant:read,catalog.variant:update')).toMatchObject({ status: 403 });
    expect(
      await refused(
        { field: 'purchasePrice', rule: 'add', value: '1' },
        '1:catalog.variant:read,catalog.variant:update',
      ),
    ).toMatchObject({
      code: 'catalog.ruleNotForField',
    });
    expect(await price(ids[0])).toBe('10.00');
  });
});
