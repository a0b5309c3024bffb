import { describe, expect, it } from 'vitest';
import { holds, treeOf, visible } from './category-tree.ts';

const row = (id: number, parent: number | null) => ({ id, parent: parent === null ? null : { id: parent } });
const rows = [row(1, null), row(2, 1), row(3, 2), row(4, null), row(5, 99)];
const ids = (nodes: readonly { row: { id: number }; depth: number }[]) =>
  nodes.map(({ row: one, depth }) => [one.id, depth]);

describe('the category tree', () => {
  it('puts each category below its parent, and at the top what has none', () => {
    const tree = treeOf(rows);
    expect(ids(visible(tree, new Set()))).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
      [4, 0],
      [5, 0],
    ]);
    expect(ids(visible(tree, new Set([1])))).toEqual([
      [1, 0],
      [4, 0],
      [5, 0],
    ]);
  });

  it('knows what lies below', () => {
    const [first, fourth] = treeOf(rows);
    expect(first && holds(first, 3)).toBe(true);
    expect(fourth && holds(fourth, 3)).toBe(false);
  });
});
