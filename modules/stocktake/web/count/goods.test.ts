import { expect, it } from 'vitest';
import type { PlaceSheet, RoutePlace, SheetPosition } from '../../contract/index.ts';
import { afterSending, keyOf, leftToCount, onSheet, plus, typedNumber, withFinished } from './goods.ts';

const reference = (id: number) => ({ id, title: `${id}` });
const row = (id: number, product: number, lot: number | null, box: number | null): SheetPosition => ({
  id,
  product: reference(product),
  codes: [{ code: `${product}`, pieces: '1' }],
  lot: lot === null ? null : reference(lot),
  compartment: box === null ? null : reference(box),
  unit: 'pcs',
  tracking: lot === null ? 'none' : 'lot',
  state: 'open',
  counted: null,
  isMine: false,
  isForOthers: false,
});
const rows = [row(1, 1, null, null), row(2, 1, null, 7), row(3, 2, 5, null), row(4, 2, 6, null)];

it('a scan means what lies in the box that was scanned before, and never one of several lots', () => {
  expect(onSheet(rows, { product: reference(1), lot: null }, null)?.id).toBe(1);
  expect(onSheet(rows, { product: reference(1), lot: null }, reference(7))?.id).toBe(2);
  expect(onSheet(rows, { product: reference(2), lot: null }, null)).toBeNull();
  expect(onSheet(rows, { product: reference(2), lot: reference(6) }, null)?.id).toBe(4);
});

it('scans add up, and short numbers are quantities', () => {
  expect(plus(plus('', '1'), '0.1')).toBe('1.1');
  expect(typedNumber('12')).toBe('12');
  expect(typedNumber('1,5')).toBe('1.5');
  expect(typedNumber('201011')).toBeNull();
});

it('what has been sent stands on the sheet before it is fetched anew', () => {
  const sheet = { positions: rows } as unknown as PlaceSheet;
  const [first] = rows;
  const sent = { place: 1, goods: first ? keyOf(first) : '', label: '' };
  expect(afterSending(sheet, { ...sent, quantity: '3' })?.positions[0]).toMatchObject({
    counted: '3',
    state: 'counted',
  });
  expect(afterSending(sheet, { ...sent, quantity: null })?.positions[0]).toMatchObject({
    counted: null,
    state: 'open',
  });
});

it('what waits to be sent is counted, and a place that is finished is not offered again', () => {
  const [first] = rows;
  const unsent = { place: 1, goods: first ? keyOf(first) : '', label: '' };
  const left = (quantity: string | null) => leftToCount(rows, [{ ...unsent, quantity }]).map(({ id }) => id);
  expect(left('3')).toEqual([2, 3, 4]);
  expect(left(null)).toEqual([1, 2, 3, 4]);
  const places = [
    { id: 1, state: 'counting' },
    { id: 2, state: 'open' },
  ] as RoutePlace[];
  const finish = { place: 1, goods: '', label: 'R01', quantity: null, isFinish: true };
  expect(withFinished(places, [finish]).map(({ state }) => state)).toEqual(['done', 'open']);
});
