import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertQuantity, unitFactors } from '../server/index.ts';
import { type CatalogHouse, catalogHouse } from './catalog-house.ts';

let house: CatalogHouse;
beforeAll(async () => {
  house = await catalogHouse();
}, 60_000);
afterAll(() => house.close());

const one = 1_000_000;

describe('convertQuantity', () => {
  it('takes what the variant says, then its parent, then what holds for all; many at once', async () => {
    const [piece, set, gram, kilogram] = [
      await house.unit('PCE'),
      await house.unit('SET'),
      await house.unit('G'),
      await house.unit('KG'),
    ];
    const family = await house.post('/catalog/products', {
      sku: 'U1',
      name: { de: 'Löwe' },
      unitConversions: [
        { quantity: '24', unit: gram, baseQuantity: '1' },
        { unit: set, baseQuantity: '12' },
      ],
    });
    const follower = await house.post('/catalog/variants', { sku: 'U1-1', product: family.id });
    const own = await house.post('/catalog/variants', {
      sku: 'U1-2',
      product: family.id,
      unitConversions: [{ unit: set, baseQuantity: '6' }],
    });
    const ask = (variant: number, from: number | null, to?: number) => ({
      variant,
      quantity: 3 * one,
      from,
      ...(to && { to }),
    });
    expect(
      await convertQuantity(house.t.ctx, [
        ask(follower.id, set),
        ask(own.id, set, piece),
        ask(own.id, null, gram),
        ask(follower.id, kilogram),
        ask(follower.id, kilogram, kilogram),
      ]),
    ).toEqual([36 * one, 18 * one, 72 * one, 125 * one, 3 * one]);
    expect(await unitFactors(house.t.ctx, [{ variant: own.id, from: set, to: await house.unit('M') }])).toEqual([null]);
  });

  it('says which variant cannot be converted, by the codes of the units', async () => {
    const { id } = await house.post('/catalog/variants', {
      sku: 'U2',
      name: { de: 'Draht' },
      unit: await house.unit('M'),
    });
    const ask = convertQuantity(house.t.ctx, [{ variant: id, quantity: one, from: await house.unit('KG') }]);
    await expect(ask).rejects.toMatchObject({
      code: 'catalog.noUnitConversion',
      params: { sku: 'U2', from: 'KG', to: 'M' },
    });
  });

  it('is fed by conversions that make sense', async () => {
    const [piece, set] = [await house.unit('PCE'), await house.unit('SET')];
    const lines = (...units: number[]) => ({
      sku: 'U3',
      name: { de: 'U3' },
      unitConversions: units.map((unit) => ({ unit, baseQuantity: '2' })),
    });
    expect(await house.refused('POST', '/catalog/products', lines(piece))).toMatchObject({
      fields: [{ path: 'unitConversions.0.unit', code: 'catalog.conversionToItself' }],
    });
    expect(await house.refused('POST', '/catalog/products', lines(set, set))).toMatchObject({
      fields: [{ path: 'unitConversions.1.unit', code: 'catalog.conversionRepeated' }],
    });
    const zero = { ...lines(), unitConversions: [{ unit: set, baseQuantity: '0' }] };
    expect(await house.refused('POST', '/catalog/products', zero)).toMatchObject({ status: 422 });
    const general = await house.post('/catalog/unit-conversions', { from: set, to: piece, toQuantity: '10' });
    expect(general.formula).toBe('1 SET = 10 PCE');
    const same = { from: set, to: set, toQuantity: '1' };
    expect(await house.refused('POST', '/catalog/unit-conversions', same)).toMatchObject({
      fields: [{ path: 'to', code: 'catalog.conversionToItself' }],
    });
  });
});
