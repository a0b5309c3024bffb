import { describe, expect, it } from 'vitest';
import type { PlaceOverview } from '../../contract/index.ts';
import { fillOf, pathTo, sought, treeOf, visible } from './place-tree.ts';

const place = (id: number, code: string, parent: number | null, more: Partial<PlaceOverview> = {}): PlaceOverview => ({
  id,
  code,
  name: null,
  warehouse: 1,
  parent,
  level: null,
  purpose: 'sale',
  isActive: true,
  isFrozen: false,
  boxes: 0,
  maxBoxes: null,
  positions: 0,
  weight: null,
  maxWeight: null,
  ...more,
});
const places = [
  place(1, 'HH-R01', null, { positions: 1 }),
  place(2, 'HH-R01-F01', 1, { boxes: 2, positions: 3 }),
  place(3, 'HH-R01-F02', 1, { boxes: 1, positions: 4, name: 'Am Fenster' }),
  place(4, 'SHOP', null),
];

describe('the tree of places', () => {
  it('adds up what lies further in, and says of each code what is its own', () => {
    const [rack, shop] = treeOf(places);
    expect(rack).toMatchObject({ boxes: 3, positions: 8, ownCode: 'HH-R01' });
    expect(rack?.children.map(({ ownCode, depth }) => [ownCode, depth])).toEqual([
      ['F01', 1],
      ['F02', 1],
    ]);
    expect(shop).toMatchObject({ boxes: 0, children: [] });
  });

  it('shows what is open, the way to a place, and what is sought with the way to it', () => {
    const tree = treeOf(places);
    expect(visible(tree, new Set()).map(({ place: { id } }) => id)).toEqual([1, 4]);
    expect(visible(tree, new Set([1])).map(({ place: { id } }) => id)).toEqual([1, 2, 3, 4]);
    expect(pathTo(tree, 3).map(({ place: { id } }) => id)).toEqual([1, 3]);
    expect(visible(sought(tree, 'fenster'), new Set([1])).map(({ place: { id } }) => id)).toEqual([1, 3]);
    expect(sought(tree, 'nowhere')).toEqual([]);
  });

  it('keeps a place whose parent is not shown', () => {
    expect(treeOf(places.slice(1)).map(({ place: { id } }) => id)).toEqual([2, 3, 4]);
  });

  it('is as full as the tighter of its limits', () => {
    expect(fillOf(place(1, 'A', null))).toBeNull();
    expect(fillOf(place(1, 'A', null, { boxes: 3, maxBoxes: 4, weight: 900, maxWeight: 1000 }))).toBe(0.9);
  });
});
