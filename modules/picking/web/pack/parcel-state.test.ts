import { expect, it } from 'vitest';
import type { PackingLine } from '../../contract/index.ts';
import { addTo, contentsOf, leftOf, weightOf } from './parcel-state.ts';

const line = (n: number, picked: string, packed: string, pieceWeight: string | null = '24'): PackingLine => ({
  line: n,
  product: { id: n, title: `SKU-${n}` },
  legacyNumber: null,
  codes: [],
  lot: null,
  picked,
  packed,
  pieceWeight,
});

it('puts scanned pieces into the parcel, never more than there are', () => {
  const two = line(1, '3', '1');
  const full = addTo(addTo(addTo({}, two), two), two);
  expect([full, leftOf(two, full)]).toEqual([{ '1-0': 2 }, 0]);
  const half = line(2, '0.5', '0');
  expect(addTo({}, half)).toEqual({ '2-0': 0.5 });
});

it('packs everything that is left where nothing was scanned, and says what it should weigh', () => {
  const lines = [line(1, '3', '1'), line(2, '2', '2'), line(3, '4', '0', '10.5')];
  expect(contentsOf(lines, {}).map(({ line: { line: n }, pieces }) => [n, pieces])).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(contentsOf(lines, { '3-0': 1 }).map(({ pieces }) => pieces)).toEqual([1]);
  expect(weightOf(contentsOf(lines, {}))).toBe(90);
  expect(weightOf([{ line: line(1, '1', '0', null), pieces: 1 }])).toBeNull();
});
