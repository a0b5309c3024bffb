import { describe, expect, it } from 'vitest';
import { stockLevels } from './stock-levels.ts';

const ref = (id: number, title = String(id)) => ({ id, title });
const storage = [
  { id: 1, purpose: 'sale' },
  { id: 2, purpose: 'sale' },
  { id: 3, purpose: 'quarantine' },
];
const balance = (product: number, location: number, onHand: string, reserved = '0') => ({
  product: ref(product),
  location: ref(location),
  onHand,
  reserved,
});

describe('stockLevels', () => {
  it('PRD-BOM-14 adds up each product over its storage places', () => {
    const levels = stockLevels([balance(7, 1, '12.5', '2'), balance(7, 2, '3'), balance(8, 1, '1')], storage);
    expect(levels.get(7)).toMatchObject({ onHand: 15_500_000, available: 13_500_000 });
    expect(levels.get(8)).toMatchObject({ onHand: 1_000_000, available: 1_000_000 });
  });

  it('counts stock that is not for sale as on hand, not as available', () => {
    const level = stockLevels([balance(7, 1, '4', '1'), balance(7, 3, '10')], storage).get(7);
    expect(level).toMatchObject({ onHand: 14_000_000, available: 3_000_000 });
    expect(level?.places.map(({ isSellable, available }) => [isSellable, available])).toEqual([
      [true, 3_000_000],
      [false, 10_000_000],
    ]);
  });

  it('leaves out virtual places and empty ones', () => {
    const levels = stockLevels([balance(7, 99, '-12'), balance(7, 2, '0')], storage);
    expect(levels.size).toBe(0);
  });
});
