import { expect, it } from 'vitest';
import { afterKey, asDecimal } from './number-keys.ts';

const typed = (keys: string, decimals = 3, from = '') =>
  [...keys].reduce((value, key, index) => afterKey(value, key === '<' ? 'back' : key, decimals, index === 0), from);

it.each([
  ['12', '12', '12'],
  ['012', '12', '12'],
  ['3.412', '3.412', '3.412'],
  ['.5', '0.5', '0.5'],
  ['1..5', '1.5', '1.5'],
  ['1.23456', '1.234', '1.234'],
  ['12<', '1', '1'],
  ['7.', '7.', '7'],
  ['1234567890123', '123456789', '123456789'],
])('keys %s make %s', (keys, value, decimal) => {
  expect([typed(keys), asDecimal(typed(keys))]).toEqual([value, decimal]);
});

it('begins anew on what was proposed, and takes no decimals where there are none', () => {
  expect(typed('7', 0, '10')).toBe('7');
  expect(typed('7.5', 0)).toBe('75');
  expect(asDecimal('')).toBeNull();
});
