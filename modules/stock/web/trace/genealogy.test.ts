import { describe, expect, it } from 'vitest';
import type { Passage, Share } from '../../contract/index.ts';
import { customersReached, treeRows } from './genealogy.ts';

const share = (product: number, lot: number | null): Share => ({
  product: { id: product, title: `P${product}` },
  lot: lot === null ? null : { id: lot, title: `L${lot}` },
  quantity: '1',
});
const work = (id: number, inputs: Share[], outputs: Share[]): Passage => ({
  document: { resource: 'stock.conversion', id, title: `UW-${id}`, customer: null },
  date: '2026-01-01',
  inputs,
  outputs,
});
const shown = (rows: ReturnType<typeof treeRows>) =>
  rows.map(({ depth, goods: { first, last, count, quantity }, isRepeated }) =>
    [
      depth,
      first.lot?.title ?? '–',
      ...(isRepeated ? ['again'] : []),
      ...(count > 1 ? [`to ${last.lot?.title}: ${quantity}`] : []),
    ].join(' '),
  );

describe('the family tree of a lot', () => {
  const cast = work(1, [share(1, 10)], [share(2, 20), share(2, 21)]);
  const pack = work(2, [share(2, 20), share(2, 21), share(9, null)], [share(3, 30)]);

  it('goes down and up by generations, untracked goods too', () => {
    expect(shown(treeRows([cast, pack], 10, 'down'))).toEqual(['1 L20', '2 L30', '1 L21', '2 L30']);
    expect(shown(treeRows([cast, pack], 30, 'up'))).toEqual(['1 L20', '2 L10', '1 L21', '2 L10', '1 –']);
  });

  it('follows a lot once, and ends in circles', () => {
    const melt = work(3, [share(3, 30)], [share(1, 10)]);
    expect(shown(treeRows([cast, pack, melt], 10, 'down'))).toEqual([
      '1 L20',
      '2 L30',
      '3 L10 again',
      '1 L21',
      '2 L30 again',
    ]);
  });

  it('shows many serial numbers as one row, those that went on apart', () => {
    const many = Array.from({ length: 400 }, (_, n) => share(2, 100 + n));
    const mint = work(1, [share(1, 10)], many);
    const mount = work(2, [share(2, 107)], [share(3, 30)]);
    expect(shown(treeRows([mint, mount], 10, 'down'))).toEqual(['1 L100 to L499: 399', '1 L107', '2 L30']);
  });

  it('counts a customer once', () => {
    const gone = (id: number, customer: number | null, place = 'customer') => ({
      ...share(3, 30),
      document: {
        resource: 'stock.issue',
        id,
        title: null,
        customer: customer === null ? null : { id: customer, title: 'K' },
      },
      kind: 'delivery',
      place,
      date: '2026-01-01',
    });
    const destinations = [gone(1, 7), gone(2, 7), gone(3, 8), gone(4, null), gone(5, null, 'scrap')];
    expect(customersReached({ destinations } as unknown as Parameters<typeof customersReached>[0])).toBe(3);
  });
});
