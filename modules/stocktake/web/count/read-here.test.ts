import { expect, it } from 'vitest';
import type { PlaceSheet, RoutePlace, SheetPosition } from '../../contract/index.ts';
import { readHere } from './read-here.ts';

const place = (id: number, title: string): RoutePlace => ({
  id,
  location: { id: 100 + id, title },
  state: 'open',
  counter: null,
  positions: 0,
  open: 0,
  isRecount: false,
});
const position = (id: number, product: number, values: Partial<SheetPosition> = {}): SheetPosition => ({
  id,
  product: { id: product, title: `P${product}` },
  codes: [
    { code: `P${product}`, pieces: '1' },
    { code: `400000000000${product}`, pieces: '1' },
    { code: `CARTON-${product}`, pieces: '12' },
  ],
  lot: null,
  compartment: null,
  unit: 'Stk.',
  tracking: 'none',
  state: 'open',
  counted: null,
  isMine: false,
  isForOthers: false,
  ...values,
});
const places = [place(1, 'R01'), place(2, 'R02')];
const lot = (id: number) => ({ tracking: 'lot' as const, lot: { id, title: `L-${id}` } });
const sheet: PlaceSheet = {
  place: place(1, 'R01'),
  positions: [
    position(1, 1),
    position(2, 2, lot(5)),
    position(3, 2, lot(6)),
    position(4, 3, { compartment: { id: 9, title: 'S-1/A' } }),
  ],
};
const read = (code: string) => readHere(code, places, sheet);

it('places, boxes and goods at the shelf are known without the network', () => {
  expect(readHere('r02', places, undefined)).toMatchObject({ kind: 'place', place: 2 });
  expect(read('S-1/A')).toMatchObject({ kind: 'place', place: 1, compartment: { id: 9 } });
  expect(read('4000000000001')).toMatchObject({ kind: 'goods', product: { id: 1 }, lot: null, pieces: '1' });
  expect(read('CARTON-1')).toMatchObject({ product: { id: 1 }, pieces: '12' });
  expect(readHere('4000000000001', places, undefined)).toBeNull();
});

it('a lot is known by its number or from the label; one that is not on the sheet is looked up', () => {
  expect(read('P2')).toMatchObject({ product: { id: 2 }, lot: null });
  expect(read('L-6')).toMatchObject({ product: { id: 2 }, lot: { id: 6 } });
  expect(read(']d2240P2\u001d10L-5')).toMatchObject({ product: { id: 2 }, lot: { id: 5 } });
  expect(read(']d2240P2\u001d10L-7')).toBeNull();
  expect(read('NIX')).toBeNull();
});
