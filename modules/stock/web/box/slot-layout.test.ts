import { describe, expect, it } from 'vitest';
import { colorOf, rangeOf, unitsOf } from './slot-layout.ts';

const ref = (id: number, title = String(id)) => ({ id, title });
const slots = ['BP', 'ZB', 'C', 'D'].map((code) => ({ code, color: null }));
const compartments = [{ id: 7, code: 'S/BP-ZB', firstSlot: 1, lastSlot: 2, product: ref(9, '11400-BE') }];
const balances = [
  { compartment: ref(7), product: ref(9), lot: ref(1, 'L1'), onHand: '3.5', reserved: '1' },
  { compartment: ref(7), product: ref(9), lot: ref(2, 'L2'), onHand: '2', reserved: '0' },
  { compartment: ref(8), product: ref(9), lot: null, onHand: '99', reserved: '0' },
];

describe('the slots of a box', () => {
  it('are seen as compartments with what lies in them, and free slots between', () => {
    const units = unitsOf(slots, compartments, balances);
    expect(units.map(({ label, onHand, reserved }) => [label, onHand, reserved])).toEqual([
      ['BP–ZB', '5.5', '1'],
      ['C', '0', '0'],
      ['D', '0', '0'],
    ]);
    expect(units[0]).toMatchObject({ product: { title: '11400-BE' }, lots: [{ onHand: '3.5' }, { onHand: '2' }] });
  });

  it('are selected from the first to the last, with whole compartments', () => {
    const units = unitsOf(slots, compartments, balances);
    expect(rangeOf(units, new Set([2, 4]))).toMatchObject({ firstSlot: 1, lastSlot: 4 });
    expect(rangeOf(units, new Set([3]))).toMatchObject({ firstSlot: 3, lastSlot: 3 });
    expect(rangeOf(units, new Set())).toBeNull();
  });

  it('bear the colour that their word means, in either language', () => {
    expect([colorOf('Blau'), colorOf('blue '), colorOf('mauve'), colorOf(null)]).toEqual([
      '#1565c0',
      '#1565c0',
      undefined,
      undefined,
    ]);
  });
});
