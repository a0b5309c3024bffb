import { describe, expect, it } from 'vitest';
import type { ListResult } from '../../contract/index.ts';
import { mergePages } from './merge-pages.ts';

interface Row {
  id: number;
  version: number;
}
const row = (id: number, version = 1): Row => ({ id, version });
const page = (ids: readonly number[], next: string | null, total: number): ListResult<Row> => ({
  items: ids.map((id) => row(id)),
  next,
  total,
  totalExact: true,
});
const pages = [page([9, 8, 7], 'after 7', 6), page([6, 5, 4], null, 6)];
const idsOf = (merged: readonly ListResult<Row>[]) => merged.map(({ items }) => items.map(({ id }) => id));

describe('mergePages', () => {
  it('exchanges changed rows in their places', () => {
    const merged = mergePages(pages, { asked: new Set([8, 4]), rows: [row(4, 2), row(8, 3)], first: null });
    expect(idsOf(merged)).toEqual([
      [9, 8, 7],
      [6, 5, 4],
    ]);
    expect(merged[0]?.items[1]).toEqual(row(8, 3));
    expect(merged[1]?.items[2]).toEqual(row(4, 2));
    expect(merged[1]?.total).toBe(6);
  });

  it('takes out what was deleted or no longer matches, and counts it off', () => {
    const merged = mergePages(pages, { asked: new Set([8, 4]), rows: [row(4)], first: null });
    expect(idsOf(merged)).toEqual([
      [9, 7],
      [6, 5, 4],
    ]);
    expect(merged.map(({ total }) => total)).toEqual([5, 5]);
  });

  it('puts new rows on top without losing the one they push out, and without showing any twice', () => {
    const first = page([10, 9, 6], 'after 6', 7);
    const merged = mergePages(pages, { asked: new Set(), rows: [], first });
    expect(idsOf(merged)).toEqual([
      [10, 9, 6, 8, 7],
      [5, 4],
    ]);
    expect(merged[0]?.next).toBe('after 7');
    expect(merged.map(({ total }) => total)).toEqual([7, 7]);
  });
});
