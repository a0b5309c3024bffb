import { describe, expect, it } from 'vitest';
import { changedRows } from './use-row-flash.ts';

const rows = [
  { id: 4, version: 1 },
  { id: 3, version: 2 },
  { id: 2, version: 1 },
  { id: 1, version: 1 },
];

describe('changedRows', () => {
  it('names rows with a newer version, and new ones among those known', () => {
    const seen = new Map([
      [3, 1],
      [2, 1],
    ]);
    expect(changedRows(rows, seen)).toEqual([4, 3]);
  });

  it('names nothing when all is new: it has just been fetched', () => {
    expect(changedRows(rows, new Map())).toEqual([]);
  });
});
