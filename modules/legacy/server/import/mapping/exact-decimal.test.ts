import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactDecimal } from './exact-decimal.ts';

describe('exactDecimal', () => {
  it.each([
    [39.5, 395_000],
    [17.8, 178_000],
    [6.6, 66_000],
    [0, 0],
    [-0, 0],
    [8.149999999999999, 81_500],
    [0.1 + 0.2, 3000],
    [1.005, 10_050],
    [1.00005, 10_001],
    [1.00005 - Number.EPSILON, 10_001],
    [-1.00005, -10_001],
    [12345.67885, 123_456_789],
    [0.00004, 0],
    [1e-9, 0],
    [123_456_789.12, 1_234_567_891_200],
    [900_000_000_000, 9_000_000_000_000_000],
  ])('PRD-MIG-10 reads the money %d as it was entered', (value, expected) => {
    expect(exactDecimal(value, 'money')).toBe(expected);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e12, 999_999_999_999_999.9, 1e15, -1e300])(
    'refuses %d: it would not be exact',
    (value) => {
      expect(exactDecimal(value, 'money')).toBeNull();
    },
  );

  it('keeps six decimals of a quantity', () => {
    expect(exactDecimal(12.3, 'quantity')).toBe(12_300_000);
    expect(exactDecimal(0.0000005, 'quantity')).toBe(1);
    expect(exactDecimal(0.00000049, 'quantity')).toBe(0);
  });

  it('gives back every amount that JSON can carry', () => {
    const most = 900_000_000_000;
    fc.assert(
      fc.property(fc.integer({ min: -most, max: most }), (scaled) => {
        expect(exactDecimal(scaled / 10_000, 'money')).toBe(scaled === 0 ? 0 : scaled);
      }),
    );
  });

  it('is not disturbed by noise in the last places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: -3, max: 3 }), (cents, noise) => {
        const value = (cents / 100) * (1 + noise * Number.EPSILON);
        expect(exactDecimal(value, 'money')).toBe(cents * 100);
      }),
    );
  });
});
