import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGtin } from './is-gtin.ts';

describe('isGtin', () => {
  it.each(['4006381333931', '96385074', '036000291452', '10012345678902'])('proves the check digit of %s', (code) => {
    expect(isGtin(code)).toBe(true);
  });

  it.each(['4006381333930', '400638133393', '4006381333931 ', '', '40063813339X1', '0'.repeat(15)])(
    'refuses %j',
    (code) => {
      expect(isGtin(code)).toBe(false);
    },
  );

  it('notices any one wrong digit (property)', () => {
    const wrong = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(wrong, ([place, shift]) => {
        const digits = [...'4006381333931'];
        digits[place] = String((Number(digits[place]) + shift) % 10);
        expect(isGtin(digits.join(''))).toBe(false);
      }),
    );
  });
});
