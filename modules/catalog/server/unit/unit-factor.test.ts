import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { one as exactlyOne, isSame, times } from '#kernel/contract/fraction.ts';
import { applyFactor, factorBetween, type UnitEdge, unitFactor } from './unit-factor.ts';

const one = 1_000_000;
const [piece, set, gram, kilogram, metre] = [1, 2, 3, 4, 5];
const edges: UnitEdge[] = [
  { from: set, to: piece, factor: unitFactor(one, 12 * one) },
  { from: gram, to: piece, factor: unitFactor(24 * one, one) },
  { from: kilogram, to: gram, factor: unitFactor(one, 1000 * one) },
];
const convert = (quantity: number, from: number, to: number) => {
  const factor = factorBetween(edges, from, to);
  return factor && applyFactor(quantity, factor);
};

describe('factorBetween', () => {
  it('converts in both directions and over several steps', () => {
    expect(convert(2 * one, set, piece)).toBe(24 * one);
    expect(convert(30 * one, piece, set)).toBe(2.5 * one);
    expect(convert(1.2 * one, kilogram, piece)).toBe(50 * one);
    expect(convert(one, set, kilogram)).toBe(288_000);
  });

  it('rounds half away from zero at the sixth decimal, once', () => {
    expect(convert(one, kilogram, piece)).toBe(41_666_667);
    expect(convert(-one, kilogram, piece)).toBe(-41_666_667);
    expect(convert(3 * one, kilogram, piece)).toBe(125 * one);
  });

  it('knows no way where there is none', () => {
    expect(convert(one, metre, piece)).toBeNull();
    expect(convert(7, metre, metre)).toBe(7);
  });

  it('prefers what stands first: the own conversion over the general one', () => {
    const own: UnitEdge = { from: set, to: piece, factor: unitFactor(one, 6 * one) };
    expect(factorBetween([own, ...edges], set, piece)).toEqual({ n: 6n, d: 1n });
  });

  it('there and back again is exactly where one was, along any chain (property)', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 10 ** 9 }), fc.integer({ min: 1, max: 10 ** 9 })), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(steps, (pairs) => {
        const chain = pairs.map(([quantity, equals], index) => ({
          from: index,
          to: index + 1,
          factor: unitFactor(quantity, equals),
        }));
        const there = factorBetween(chain, 0, pairs.length);
        const back = factorBetween(chain, pairs.length, 0);
        expect(there && back && isSame(times(there, back), exactlyOne)).toBe(true);
      }),
    );
  });
});
