import { describe, expect, it } from 'vitest';
import type { LyingGoods, ScannedGoods, ScannedPlace, ScannedThing } from '../../contract/index.ts';
import { handFrom, handOf } from './hand.ts';
import { type Moving, readMove } from './read-move.ts';
import { readReceipt } from './read-receipt.ts';

const place = (id: number, box: number | null = null): ScannedPlace => ({
  kind: 'place',
  location: { id, title: `R-${id}` },
  box: box === null ? null : { id: box, title: `S-${box}` },
  compartment: null,
  purpose: 'sale',
  isActive: true,
  isFrozen: false,
});
const facts = { legacyNumber: null, unit: 'Stk', shelfLife: null } as const;
const lotOf = (number: string) => ({ id: 1, number, expiresOn: null, isBlocked: false });
const goods = (id: number, tracking: ScannedGoods['tracking'], lot: string | null = null): ScannedGoods => ({
  kind: 'goods',
  ...facts,
  product: { id, title: `P-${id}` },
  tracking,
  pieces: '6',
  lot: lot === null ? null : lotOf(lot),
});
const row = (id: number, tracking: ScannedGoods['tracking'], lot: string | null = null): LyingGoods => ({
  ...facts,
  product: { id, title: `P-${id}` },
  tracking,
  lot: lot === null ? null : lotOf(lot),
  compartment: null,
  onHand: '40',
  reserved: '0',
});
const scan = (...items: ScannedThing[]) => ({ code: 'X', items, isUnseen: false });
const moving = (more: Partial<Moving>): Moving => ({
  from: place(1),
  hand: null,
  carried: null,
  lying: [],
  clears: false,
  ...more,
});

describe('a scan while goods are moved', () => {
  it('is first the place they come from', () => {
    expect(readMove(moving({ from: null }), scan(place(1)))).toMatchObject({ kind: 'from' });
    expect(readMove(moving({ from: null }), scan(goods(7, 'none')))).toMatchObject({ text: 'firstFrom' });
    expect(readMove(moving({}), scan())).toMatchObject({ text: 'unknown' });
    expect(readMove(moving({}), scan(place(2)))).toMatchObject({ kind: 'from', place: { location: { id: 2 } } });
  });

  it('takes what lies there: as many as were scanned, or all where one clears', () => {
    const lying = [row(7, 'none')];
    expect(readMove(moving({ lying }), scan(goods(7, 'none')))).toMatchObject({ hand: { quantity: '6' } });
    const all = readMove(moving({ lying, clears: true }), scan(goods(7, 'none')));
    expect(all).toMatchObject({ hand: { quantity: '40' } });
    expect(readMove(moving({ lying }), scan(goods(8, 'none')))).toMatchObject({ text: 'notHere' });
  });

  it('asks which of several lots is meant', () => {
    const lying = [row(7, 'lot', 'A'), row(7, 'lot', 'B')];
    expect(readMove(moving({ lying }), scan(goods(7, 'lot')))).toMatchObject({ kind: 'choose' });
    expect(readMove(moving({ lying }), scan(goods(7, 'lot', 'B')))).toMatchObject({ hand: { lots: 'B' } });
  });

  it('adds to what is in the hand, but never another lot', () => {
    const lying = [row(7, 'lot', 'A'), row(7, 'lot', 'B')];
    const hand = handFrom(row(7, 'lot', 'A'), '6');
    expect(readMove(moving({ lying, hand }), scan(goods(7, 'lot', 'A')))).toMatchObject({ hand: { quantity: '12' } });
    expect(readMove(moving({ lying, hand }), scan(goods(7, 'lot', 'B')))).toMatchObject({ text: 'firstTarget' });
    expect(readMove(moving({ lying, hand }), scan(goods(8, 'none')))).toMatchObject({ text: 'firstTarget' });
    const serials = [row(9, 'serial', 'SN1'), row(9, 'serial', 'SN2')];
    const one = moving({ lying: serials, hand: handFrom(row(9, 'serial', 'SN1'), '1') });
    expect(readMove(one, scan(goods(9, 'serial', 'SN2')))).toMatchObject({ hand: { lots: 'SN1, SN2', quantity: '2' } });
    expect(readMove(one, scan(goods(9, 'serial', 'SN1')))).toMatchObject({ text: 'serialTwice' });
    expect(readMove(one, scan(goods(9, 'serial', 'SN3')))).toMatchObject({ text: 'firstTarget' });
  });

  it('is last the target, which may be unseen without a network', () => {
    const hand = handFrom(row(7, 'none'), '6');
    expect(readMove(moving({ hand }), scan(place(2)))).toMatchObject({ kind: 'post', to: { location: { id: 2 } } });
    expect(readMove(moving({ hand }), scan(place(1)))).toMatchObject({ text: 'samePlace' });
    const unseen = { code: 'R-9', items: [], isUnseen: true };
    expect(readMove(moving({ hand }), unseen)).toMatchObject({ kind: 'post', to: { code: 'R-9' } });
    expect(readMove(moving({}), unseen)).toMatchObject({ text: 'unseen' });
  });

  it('carries a box from where one clears, to a place and to no other box', () => {
    const clearing = moving({ clears: true });
    expect(readMove(clearing, scan(place(1, 5)))).toMatchObject({ kind: 'carry' });
    expect(readMove(clearing, scan(place(2, 5)))).toMatchObject({ text: 'firstGoods' });
    const carried = moving({ clears: true, carried: place(1, 5) });
    expect(readMove(carried, scan(place(2)))).toMatchObject({ kind: 'moveBox' });
    expect(readMove(carried, scan(place(2, 6)))).toMatchObject({ text: 'boxNeedsPlace' });
  });
});

describe('a scan while a delivery comes in', () => {
  const bar = handOf(goods(7, 'lot'));

  it('is the article, then its lot, also one that nobody knows or that another article has', () => {
    expect(readReceipt(null, scan(goods(7, 'lot')))).toMatchObject({ said: 'goods', hand: { quantity: '6' } });
    expect(readReceipt(bar, { ...scan(), code: 'NEW' })).toMatchObject({ said: 'lot', hand: { lots: 'NEW' } });
    expect(readReceipt(bar, { ...scan(goods(8, 'lot', 'A')), code: 'A' })).toMatchObject({ hand: { lots: 'A' } });
    expect(readReceipt(bar, scan(goods(8, 'none')))).toMatchObject({ text: 'firstPost' });
    expect(readReceipt(null, scan())).toMatchObject({ text: 'unknown' });
  });

  it('counts the same lot on, and never mixes two', () => {
    const held = { ...bar, lots: 'A' };
    expect(readReceipt(held, scan(goods(7, 'lot')))).toMatchObject({ said: 'counted', hand: { quantity: '12' } });
    expect(readReceipt(held, scan(goods(7, 'lot', 'A')))).toMatchObject({ said: 'counted' });
    expect(readReceipt(held, scan(goods(7, 'lot', 'B')))).toMatchObject({ text: 'firstPost' });
    expect(readReceipt(held, scan(place(2)))).toMatchObject({ kind: 'place' });
  });

  it('collects serial numbers, each once', () => {
    const clock = handOf(goods(9, 'serial'));
    const one = readReceipt(clock, { ...scan(), code: 'SN1' });
    expect(one).toMatchObject({ hand: { lots: 'SN1', quantity: '1' } });
    const held = { ...clock, lots: 'SN1', quantity: '1' };
    expect(readReceipt(held, { ...scan(), code: 'SN1' })).toMatchObject({ text: 'serialTwice' });
    expect(readReceipt(held, scan(goods(9, 'serial', 'SN2')))).toMatchObject({ hand: { lots: 'SN1, SN2' } });
    expect(readReceipt(clock, scan(goods(9, 'serial')))).toMatchObject({ text: 'missing.serial' });
  });
});
