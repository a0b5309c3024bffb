import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilTo, fraction, isSame, over, plus, readFraction, rounded, times, writeFraction } from './fraction.ts';

const any = fc.tuple(fc.integer(), fc.integer({ min: 1 })).map(([n, d]) => fraction(n, d));

describe('fraction', () => {
  it('adds and multiplies without loss', () => {
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(isSame(times(plus(a, b), c), plus(times(a, c), times(b, c)))).toBe(true);
        if (b.n !== 0n) expect(isSame(over(times(a, b), b), a)).toBe(true);
      }),
    );
  });

  it('rounds half away from zero', () => {
    expect([fraction(5, 2), fraction(-5, 2), fraction(7, 3), fraction(-7, 3)].map(rounded)).toEqual([3, -3, 2, -2]);
  });

  it('refuses what a number cannot hold exactly', () => {
    expect(() => rounded(fraction(2n ** 60n))).toThrow();
    expect(() => over(fraction(1), fraction(0))).toThrow(RangeError);
  });

  it('goes up to the next multiple', () => {
    expect(rounded(ceilTo(fraction(101, 10), fraction(5)))).toBe(15);
    expect(rounded(ceilTo(fraction(10), fraction(5)))).toBe(10);
  });

  it('is read as it was written', () => {
    fc.assert(fc.property(any, (a) => isSame(readFraction(writeFraction(a)), a)));
  });
});
