import { describe, expect, it } from 'vitest';
import { amountsOf, discountOf, priceOf, suppliesOf } from './line-amounts.ts';
import { blankLine, type DraftLine, type Offer } from './order-draft.ts';

const product = (id: number, price: string, more: Partial<Offer> = {}): Offer => ({
  id,
  sku: String(id),
  legacySku: null,
  name: '',
  unit: { id: 1, symbol: 'Stk.' },
  price,
  discount: null,
  taxPercent: '19',
  onHand: '10',
  available: '10',
  customer: 1,
  taxIncluded: false,
  ...more,
});
const line = (key: number, id: number, quantity: string, more: Partial<DraftLine> = {}): DraftLine => ({
  ...blankLine(key),
  product: product(id, '17.80'),
  quantity,
  ...more,
});

describe('amountsOf', () => {
  it('reckons in exact decimals, tax per rate', () => {
    const lines = [
      line(1, 1, '3'),
      line(2, 2, '1', { product: product(2, '10', { taxPercent: '7' }), discount: '10' }),
    ];
    const amounts = amountsOf(lines, false);
    expect(amounts).toMatchObject({ netTotal: '62.40', taxTotal: '10.78', grossTotal: '73.18', count: 2 });
    expect(amounts.lines.get(2)).toBe('9.00');
  });

  it('takes the tax out of prices that contain it', () => {
    const lines = [line(1, 1, '2', { product: product(1, '39.50') })];
    expect(amountsOf(lines, true)).toMatchObject({ netTotal: '66.39', taxTotal: '12.61', grossTotal: '79.00' });
  });

  it('leaves out lines that lack something or cannot be read', () => {
    const lines = [line(1, 1, 'drei'), line(2, 2, '1', { typed: '4711' }), blankLine(3), line(4, 1, '1')];
    expect(amountsOf(lines, false)).toMatchObject({ netTotal: '17.80', count: 1 });
  });
});

describe('quantity breaks', () => {
  const breaks = [
    { from: '0', price: '17.80' },
    { from: '10', price: '16.00' },
    { from: '100', price: '14.00' },
  ];
  const at = (quantity: string, more: Partial<DraftLine> = {}) =>
    priceOf(line(1, 1, quantity, { product: product(1, '17.80', { breaks }), ...more }));

  it('give a new line the price of its quantity', () => {
    expect(['1', '9.5', '10', '99', '100'].map((quantity) => at(quantity))).toEqual([
      '17.80',
      '17.80',
      '16.00',
      '16.00',
      '14.00',
    ]);
  });

  it('leave a saved line its price until its quantity is another one, and for good where it was entered', () => {
    const saved = { quantity: '10', isEntered: false };
    const product15 = product(1, '15.00', { breaks });
    expect(at('10.0', { id: 1, saved, product: product15 })).toBe('15.00');
    expect(at('100', { id: 1, saved, product: product15 })).toBe('14.00');
    expect(at('100', { id: 1, saved: { ...saved, isEntered: true }, product: product15 })).toBe('15.00');
    expect(at('100', { price: '12' })).toBe('12');
  });
});

describe('price and discount of a line', () => {
  const offered = line(1, 1, '1', { product: product(1, '5', { discount: '3' }) });

  it('are those of the product until others are given', () => {
    expect([priceOf(offered), discountOf(offered)]).toEqual(['5', '3']);
    expect(priceOf({ ...offered, price: '4.50' })).toBe('4.50');
  });

  it('an emptied price is that of the product again, an emptied discount is none', () => {
    expect(priceOf({ ...offered, price: '' })).toBe('5');
    expect(discountOf({ ...offered, discount: '' })).toBeNull();
  });
});

describe('suppliesOf', () => {
  it('gives each line what the lines above have left of its product', () => {
    const supplies = suppliesOf([line(1, 1, '8'), line(2, 2, '1'), line(3, 1, '3'), line(4, 1, '1')]);
    expect(supplies.get(1)).toEqual({ free: '10', isShort: false });
    expect(supplies.get(3)).toEqual({ free: '2', isShort: true });
    expect(supplies.get(4)).toEqual({ free: '0', isShort: true });
  });

  it('says nothing where the stock is not known', () => {
    expect(suppliesOf([line(1, 1, '1', { product: product(1, '1', { available: null }) })]).size).toBe(0);
  });
});
