import { describe, expect, it } from 'vitest';
import type { Walk, WalkTask } from '../../contract/index.ts';
import { afterTaking, begin, read, skip, splitPlace } from './walk-state.ts';

const task = (n: number, more: Partial<WalkTask> = {}): WalkTask => ({
  key: `1-${n}`,
  list: 1,
  line: n,
  product: { id: n, title: `SKU-${n}` },
  legacyNumber: null,
  unit: 'PCS',
  codes: [`SKU-${n}`, '4006381333931'],
  location: { id: n, title: `R1-F${n}` },
  box: null,
  compartment: null,
  placeCodes: [`R1-F${n}`],
  lot: null,
  expiresOn: null,
  quantity: '5',
  pieceWeight: null,
  ...more,
});
const walk = (tasks: WalkTask[]): Walk => ({
  id: 7,
  number: 'KO1',
  state: 'open',
  tolerance: '10',
  place: { id: 99, title: 'TABLE' },
  lists: [],
  tasks,
  picks: [],
});

describe('a walk on the device', () => {
  it('counts what was taken and has not arrived yet', () => {
    const taken = { wave: 7, key: '1-1', quantity: '2', isShort: false, product: 'SKU-1' };
    const left = afterTaking(walk([task(1), task(2)]), [taken, { ...taken, quantity: '1.5' }]);
    expect(left.tasks.map(({ quantity }) => quantity)).toEqual(['1.5', '5']);
    expect(afterTaking(walk([task(1)]), [{ ...taken, wave: 8 }]).tasks).toHaveLength(1);
    expect(afterTaking(walk([task(1)]), [{ ...taken, isShort: true }]).tasks).toEqual([]);
    expect(afterTaking(walk([task(1)]), [{ ...taken, quantity: '5' }]).tasks).toEqual([]);
  });

  it('leads from the place to the article to the count, and refuses what is something else', () => {
    const one = task(1);
    const start = begin(one, null);
    expect(read(start, one, null, 'R1-F2')).toEqual({ kind: 'wrong', message: 'wrongPlace', scanned: 'R1-F2' });
    const there = read(start, one, null, 'r1-f1');
    expect(there).toMatchObject({ kind: 'next', position: { step: 'product', place: 'r1-f1' } });
    if (there.kind !== 'next') throw new Error('not there');
    expect(read(there.position, one, null, 'SKU-2')).toMatchObject({ kind: 'wrong', message: 'wrongProduct' });
    const counting = read(there.position, one, null, '04006381333931');
    expect(counting).toMatchObject({ kind: 'next', position: { step: 'count' } });
    if (counting.kind !== 'next') throw new Error('not counting');
    expect(read(counting.position, one, 'K-1', '12')).toEqual({ kind: 'quantity', quantity: '12' });
    expect(read(counting.position, one, 'K-1', 'SKU-1')).toMatchObject({ kind: 'next' });
    expect(read(counting.position, one, 'K-1', 'k-1')).toEqual({ kind: 'take', box: 'k-1' });
    expect(read({ ...counting.position, step: 'box' }, one, 'K-1', 'K-2')).toMatchObject({ message: 'wrongBox' });
  });

  it('asks for no second scan of what is in the hand', () => {
    const [one, same, other] = [
      task(1),
      task(1, { key: '2-1', list: 2 }),
      task(1, { key: '3', product: { id: 9, title: 'X' } }),
    ];
    const position = { ...begin(one, null), place: 'R1-F1', product: 'SKU-1' };
    expect(begin(same, { task: one, position }).step).toBe('count');
    expect(begin(other, { task: one, position }).step).toBe('product');
    expect(begin(task(2), { task: one, position }).step).toBe('place');
    expect(skip(begin(one, null)).step).toBe('product');
  });

  it('takes the right lot alone', () => {
    const one = task(1, { lot: { id: 3, title: 'L17' }, codes: ['SKU-1', 'L17'] });
    const at = { key: one.key, step: 'product' as const, place: '', product: null };
    expect(read(at, one, null, ']d210L18\u001d240SKU-1')).toMatchObject({ message: 'wrongProduct' });
    expect(read(at, one, null, ']d210L17\u001d240SKU-1')).toMatchObject({ kind: 'next' });
  });

  it('shows of a place what tells it apart', () => {
    expect(splitPlace('DE-Hamburg-Markt-R04-F02-B02')).toEqual({ lead: 'DE-Hamburg-Markt-', end: 'R04-F02-B02' });
    expect(splitPlace('MAIN-STOCK')).toEqual({ lead: '', end: 'MAIN-STOCK' });
    expect(splitPlace('R04-F02')).toEqual({ lead: '', end: 'R04-F02' });
  });
});
