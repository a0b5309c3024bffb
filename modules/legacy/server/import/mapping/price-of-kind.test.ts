import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceOfKind } from './price-of-kind.ts';

const sample = {
  Coll: [
    { Art: 'Laden', Preis: 39.5, VE: 1 },
    { Art: 'Handel', Preis: 17.8, VE: 1 },
    { Art: 'Empf.', Preis: 34.5, VE: 1 },
    { Art: 'Einkauf', Preis: 6.6, VE: 1 },
  ],
};
const one = (entry: object) => ({ Coll: [entry] });

describe('priceOfKind', () => {
  it('PRD-BOM-15 finds the four prices', () => {
    const prices = ['Laden', 'Handel', 'Empf.', 'Einkauf'].map((kind) => priceOfKind(sample, kind));
    expect(prices).toEqual([395_000, 178_000, 345_000, 66_000]);
  });

  it('finds them in any order and case', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(sample.Coll, { minLength: 4 }), fc.boolean(), (shuffled, upper) => {
        const Coll = shuffled.map(({ Art, ...rest }) => ({
          Art: upper ? Art.toUpperCase() : Art.toLowerCase(),
          ...rest,
        }));
        expect(priceOfKind({ Coll }, 'Empf.')).toBe(345_000);
      }),
    );
  });

  it.each([
    ['no prices', null],
    ['an attribute that is missing', undefined],
    ['an empty object', {}],
    ['an empty text', ''],
    ['no entry of that kind', one({ Art: 'Handel', Preis: 1, VE: 1 })],
    ['an empty price', one({ Art: 'Laden', Preis: null, VE: 1 })],
    ['an entry that is null', { Coll: [null] }],
  ])('knows no price from %s', (_what, raw) => {
    expect(priceOfKind(raw, 'Laden')).toBeNull();
  });

  it.each([
    ['JSON text', JSON.stringify(sample), 395_000],
    ['a price of zero', one({ Art: 'Laden', Preis: 0, VE: 1 }), 0],
    ['an empty packing size', one({ Art: 'Laden', Preis: 8.149999999999999, VE: null }), 81_500],
    ['a number in quotes', one({ Art: 'Laden', Preis: '12,50', VE: 1 }), 125_000],
    [
      'the smallest of several packing sizes',
      {
        Coll: [
          { Art: 'Laden', Preis: 9, VE: 12 },
          { Art: 'Laden', Preis: 10, VE: 1 },
        ],
      },
      100_000,
    ],
  ])('reads %s', (_what, raw, expected) => {
    expect(priceOfKind(raw, 'Laden')).toBe(expected);
  });

  it.each(['auf Anfrage', '12,5O', 'siehe Liste', true, [1], 1e15])('refuses the price %j and names it', (Preis) => {
    const value = typeof Preis === 'string' ? Preis : JSON.stringify(Preis);
    expect(priceOfKind(one({ Art: 'Laden', Preis, VE: 1 }), 'Laden')).toEqual({
      fault: 'legacy.priceUnreadable',
      params: { kind: 'Laden', value },
    });
  });

  it.each(['kaputt', 5, { Coll: 'kaputt' }])('refuses %j in the place of prices', (raw) => {
    expect(priceOfKind(raw, 'Laden')).toMatchObject({ fault: 'legacy.pricesUnreadable' });
  });
});
