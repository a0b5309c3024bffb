import { describe, expect, it } from 'vitest';
import type { Language } from '../../contract/index.ts';
import { decimalForEntry, parseDecimalEntry } from './decimal-entry.ts';

const cases: [string, Language, string | null][] = [
  ['1.234,5', 'de', '1234.5'],
  ['1234,5', 'de', '1234.5'],
  ['1234.5', 'de', '1234.5'],
  ['1.234', 'de', '1234'],
  ['1.5', 'de', '1.5'],
  ['1.234.567', 'de', '1234567'],
  ['0.125', 'de', '0.125'],
  ['1234.567', 'de', '1234.567'],
  ['12,50 €', 'de', '12.50'],
  ['-3', 'de', '-3'],
  ['−3,5', 'de', '-3.5'],
  ['-0', 'de', '0'],
  ['007', 'de', '7'],
  [',5', 'de', '0.5'],
  ['1 234,5', 'de', '1234.5'],
  ['1,234.5', 'en', '1234.5'],
  ['1,234', 'en', '1234'],
  ['1,5', 'en', '1.5'],
  ['1.234', 'en', '1.234'],
  ['19 %', 'en', '19'],
  ['90071992547409931.5', 'de', '90071992547409931.5'],
  ['', 'de', null],
  ['abc', 'de', null],
  ['1,2,3', 'de', null],
  ['1,2.3,4', 'de', null],
  ['1-2', 'de', null],
];

describe('parseDecimalEntry', () => {
  it.each(cases)('PRD-I18-24 PRD-I18-39 reads %s in %s as %s', (typed, language, expected) => {
    expect(parseDecimalEntry(typed, language)).toBe(expected);
  });

  it('reads back what it shows', () => {
    for (const language of ['de', 'en'] as const) {
      for (const canonical of ['0', '1234.5', '-12.50', '0.000001', '123456789012.3456']) {
        expect(parseDecimalEntry(decimalForEntry(canonical, language), language)).toBe(canonical);
      }
    }
  });
});
