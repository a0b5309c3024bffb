import { describe, expect, it } from 'vitest';
import { addDays, businessDate } from './business-date.ts';
import { isIban } from './company/check-company.ts';
import { formatNumber, isNumberPattern } from './draw-number.ts';

describe('numbers and days of the company', () => {
  it('fills the pattern and never cuts digits', () => {
    expect(formatNumber('{year}-#####', 42, '2026')).toBe('2026-00042');
    expect(formatNumber('K-###', 12_345, '2026')).toBe('K-12345');
    expect(isNumberPattern('{year}-')).toBe(false);
    expect(isNumberPattern('A#B#')).toBe(false);
    expect(isNumberPattern('{month}-##')).toBe(false);
  });

  it('knows that the last half hour of a UTC year is the new year in Berlin', () => {
    expect(businessDate(Date.parse('2026-12-31T23:30:00Z'))).toBe('2027-01-01');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  });

  it('proves the check digits of an IBAN', () => {
    expect(isIban('DE89 3704 0044 0532 0130 00')).toBe(true);
    expect(isIban('DE88 3704 0044 0532 0130 00')).toBe(false);
  });
});
