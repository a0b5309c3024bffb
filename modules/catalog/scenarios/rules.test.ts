import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CatalogHouse, catalogHouse, figureFamily } from './catalog-house.ts';

let house: CatalogHouse;
beforeAll(async () => {
  house = await catalogHouse();
}, 60_000);
afterAll(() => house.close());

const fault = (path: string, code: string) => ({ status: 422, fields: [{ path, code }] });
const variant = (sku: string, values: object = {}) => ({ sku, name: { de: 'Löwe' }, ...values });

describe('PRD-VAL-19 a number', () => {
  it.each([
    ['', 'kernel.required'],
    ['x'.repeat(61), 'kernel.tooLong'],
    ['<script>', 'kernel.invalidFormat'],
    ['=1+1', 'kernel.invalidFormat'],
    ['😀', 'kernel.invalidFormat'],
    ['A\u200bB', 'kernel.invalidFormat'],
    ['PLACEHOLDER-1', 'catalog.placeholderNameReserved'],
    ['Placeholder-1', 'catalog.placeholderNameReserved'],
  ])('%j is refused for products and variants', async (sku, code) => {
    for (const path of ['products', 'variants'])
      expect(await house.refused('POST', `/catalog/${path}`, variant(sku))).toMatchObject(fault('sku', code));
  });

  it.each(['11400-BE', 'KS-17/2 BE', '18.497', 'Ä_1+2'])('%j is one', async (sku) => {
    for (const path of ['products', 'variants'])
      expect(await house.post(`/catalog/${path}`, variant(sku))).toMatchObject({ sku });
  });

  it('may not be named like a placeholder, whatever the case', async () => {
    expect(
      await house.refused('POST', '/catalog/products', { sku: 'N-1', name: { de: 'placeholder-7' } }),
    ).toMatchObject(fault('name', 'catalog.placeholderNameReserved'));
  });
});

describe('an archived product', () => {
  it('gets no generated variants', async () => {
    const { finish, family } = await figureFamily(house, 'AR-1');
    await house.post(`/catalog/products/${family}/archive`);
    const axes = [{ attribute: finish, values: ['BE'] }];
    expect(await house.refused('POST', `/catalog/products/${family}/variants`, { axes })).toMatchObject({
      status: 409,
      code: 'catalog.productArchived',
    });
  });
});

describe('two clerks at once', () => {
  /** Of two that rule each other out one wins. */
  const oneWins = async (one: () => Promise<{ status: number }>, other: () => Promise<{ status: number }>) => {
    const wins = (await Promise.all([one(), other()])).filter(({ status }) => status < 300);
    expect(wins).toHaveLength(1);
  };

  it('cannot use an axis or a value that the other takes away', async () => {
    for (let round = 0; round < 4; round++) {
      const values = ['A', 'B'].map((code) => ({ code, name: { de: code } }));
      const axis = await house.post('/catalog/attributes', { code: `race${round}`, name: { de: 'x' }, values });
      const [kept] = axis.values as { id: number }[];
      const family = async (name: string) =>
        (await house.post('/catalog/products', { sku: `${name}${round}`, name: { de: 'x' }, axes: [axis.id] })).id;
      const [first, second] = [await family('RA'), await family('RB')];
      const use = (product: number, value: string) => () =>
        house.call('POST', '/catalog/variants', {
          sku: `${product}-${value}`,
          product,
          attributes: [{ attribute: axis.id, value }],
        });
      await oneWins(use(first, 'A'), () => house.call('PATCH', `/catalog/products/${first}`, { axes: [] }));
      await oneWins(use(second, 'B'), () =>
        house.call('PATCH', `/catalog/attributes/${axis.id}`, { values: [{ id: kept?.id }] }),
      );
    }
  });
});
