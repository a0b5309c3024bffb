import { describe, expect, it } from 'vitest';
import type { LyingGoods, ScannedGoods, ScannedPlace } from '../../contract/index.ts';
import { isDouble } from './double-scan.ts';
import {
  handFrom,
  handOf,
  lessWaiting,
  missing,
  nameOf,
  plus,
  postedGoods,
  spotOf,
  withLot,
  withSerial,
} from './hand.ts';

const goods = (tracking: ScannedGoods['tracking'], rest: Partial<ScannedGoods> = {}): ScannedGoods => ({
  kind: 'goods',
  product: { id: 7, title: '10001' },
  legacyNumber: null,
  unit: 'Stk',
  tracking,
  shelfLife: null,
  pieces: '1',
  lot: null,
  ...rest,
});
const lying = (onHand: string, lot: string | null, reserved = '0'): LyingGoods => ({
  product: { id: 7, title: '10001' },
  legacyNumber: null,
  unit: 'Stk',
  tracking: lot ? 'lot' : 'none',
  lot: lot ? { id: 1, number: lot, expiresOn: null, isBlocked: false } : null,
  compartment: null,
  onHand,
  reserved,
});

describe('goods in the hand', () => {
  it('are counted by each further scan, exactly', () => {
    expect(plus('0.1', '0.2')).toBe('0.3');
    expect(plus('6', '6')).toBe('12');
    expect(handOf(goods('none', { pieces: '6' })).quantity).toBe('6');
  });

  it('say what is missing before they can be posted', () => {
    expect(missing(handOf(goods('none')))).toBeNull();
    expect(missing({ ...handOf(goods('none')), quantity: '' })).toBe('quantity');
    const lot = handOf(goods('lot'));
    expect(missing(lot)).toBe('lot');
    expect(missing(withLot(lot, { number: 'L-1', expiresOn: null }))).toBeNull();
    expect(missing(handOf(goods('serial')))).toBe('serial');
    expect(missing({ ...lot, lots: 'L-1', expiresOn: '31.2.' })).toBe('day');
  });

  it('take a serial number once', () => {
    const one = withSerial(handOf(goods('serial')), 'SN1');
    expect(one && withSerial(one, 'SN1')).toBeNull();
    const two = one && withSerial(one, 'SN2');
    expect(two && postedGoods(two)).toEqual({ product: 7, lots: 'SN1, SN2' });
  });

  it('are posted without what their article does not have', () => {
    expect(postedGoods({ ...handOf(goods('none')), quantity: '3.' })).toEqual({
      product: 7,
      lots: null,
      quantity: '3',
    });
  });

  it('are all that is free where somebody clears a place', () => {
    expect(handFrom(lying('40', 'L-1', '10'), null)).toMatchObject({ lots: 'L-1', quantity: '30' });
    expect(handFrom(lying('40', null, '40'), null).quantity).toBe('40');
    expect(handFrom(lying('40', null), '6').quantity).toBe('6');
  });
});

describe('what lies at a place', () => {
  it('is less by what waits to be sent', () => {
    const taken = { from: 'here', product: 7, lots: 'L-1', quantity: '15' };
    const items = [lying('10', 'L-1'), lying('20', 'L-1'), lying('5', 'L-2')];
    const left = lessWaiting(items, 'here', [taken, null, { ...taken, from: 'there' }]);
    expect(left.map(({ lot, onHand }) => [lot?.number, onHand])).toEqual([
      ['L-1', '15'],
      ['L-2', '5'],
    ]);
    expect(items[0]?.onHand).toBe('10');
  });

  it('is called by its box, and sent as the nearest it is known by', () => {
    const shelf: ScannedPlace = {
      kind: 'place',
      location: { id: 1, title: 'R-1' },
      box: null,
      compartment: null,
      purpose: 'sale',
      isActive: true,
      isFrozen: false,
    };
    const box = { ...shelf, box: { id: 2, title: 'S-2' } };
    expect([nameOf(shelf), nameOf(box)]).toEqual(['R-1', 'S-2 (R-1)']);
    expect([spotOf(shelf), spotOf(box), spotOf({ kind: 'unseen', code: 'R-9' })]).toEqual([
      { location: 1 },
      { box: 2 },
      { code: 'R-9' },
    ]);
  });
});

describe('a code that is read twice', () => {
  it('is the same scan within a moment, and for longer after it has posted', () => {
    const last = { code: 'A', at: 1_000, isPosted: false };
    expect(isDouble(null, 'A', 1_000)).toBe(false);
    expect(isDouble(last, 'A', 1_600)).toBe(true);
    expect(isDouble(last, 'A', 1_800)).toBe(false);
    expect(isDouble(last, 'B', 1_001)).toBe(false);
    expect(isDouble({ ...last, isPosted: true }, 'A', 3_900)).toBe(true);
  });
});
