import { describe, expect, it } from 'vitest';
import { f } from '../../contract/index.ts';
import { besideFor, besideLine, matching, whereOf } from './beside.ts';

const product = { id: 7, title: 'ZT-0007' };
const place = { id: 3, title: 'R04' };
const record = (field: string) => ({ location: place, product: { id: 1, title: 'other' } })[field];

describe('fields beside the one that is entered', () => {
  it('are looked up in the line, and where it leaves them empty in its record', () => {
    const beside = besideLine({ product, location: null }, record);
    expect([beside('product'), beside('location'), beside('note')]).toEqual([product, place, undefined]);
  });

  it('filter what may be chosen; without the first of them there is nothing to choose from', () => {
    const match = { product: 'product', location: 'from' };
    expect(matching(match, besideLine({ product, from: place }, undefined))).toEqual({ product: 7, location: 3 });
    expect(matching(match, besideLine({ product }, undefined))).toEqual({ product: 7 });
    expect(matching(match, besideLine({ from: place }, undefined))).toBeNull();
  });

  it('narrow a reference beyond what is declared for all', () => {
    const lot = f.ref('stock.lot', { where: { state: 'free' }, match: { product: 'product' } });
    expect(whereOf(lot, besideLine({ product }, undefined))).toEqual({ state: 'free', product: 7 });
    expect(whereOf(lot, besideLine({}, undefined))).toEqual({ state: 'free' });
    expect(whereOf(f.ref('stock.lot'), record)).toBeUndefined();
  });

  it('are handed to those inputs alone whose declaration asks for them', () => {
    expect(besideFor(f.text(), record)).toEqual({});
    expect(besideFor(f.ref('stock.lot', { match: { product: 'product' } }), record)).toEqual({ beside: record });
  });
});
