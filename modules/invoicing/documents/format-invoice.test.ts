import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatAmount,
  formatDate,
  formatIban,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatUnitPrice,
} from './format-invoice.ts';

test.each([
  ['1234.5', 'de', 'EUR', '1.234,50\u00a0€'],
  ['1234.5', 'en', 'EUR', '€1,234.50'],
  ['-1234567.891', 'de', 'EUR', '\u22121.234.567,89\u00a0€'],
  ['-0.5', 'en', 'GBP', '\u2212£0.50'],
  ['12', 'en', 'CHF', 'CHF\u00a012.00'],
  ['12', 'de', 'CHF', '12,00\u00a0CHF'],
  ['-0.001', 'de', 'EUR', '0,00\u00a0€'],
] as const)('PRD-I18-53 formats the amount %s for %s in %s', (value, language, currency, text) => {
  expect(formatMoney(value, language, currency)).toBe(text);
});

test('rounds half away from zero on the decimals themselves', () => {
  expect(formatAmount('1.005', 'de')).toBe('1,01');
  expect(formatAmount('-1.005', 'de')).toBe('\u22121,01');
  expect(formatAmount('9.995', 'de')).toBe('10,00');
  expect(formatAmount('1.00499999', 'de')).toBe('1,00');
});

test('keeps every cent of any amount', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (cents) => {
      const value = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
      expect(formatAmount(value, 'de').replaceAll('.', '').replace(',', '.')).toBe(value);
      expect(formatAmount(value, 'en').replaceAll(',', '')).toBe(value);
    }),
  );
});

test('shows of a price, quantity or percentage what it has', () => {
  expect(formatUnitPrice('0.0345', 'de')).toBe('0,0345');
  expect(formatUnitPrice('12.5000', 'de')).toBe('12,50');
  expect(formatQuantity('12.500000', 'de')).toBe('12,5');
  expect(formatQuantity('1200.000000', 'en')).toBe('1,200');
  expect(formatPercent('19.00', 'de')).toBe('19\u00a0%');
  expect(formatPercent('7.7', 'en')).toBe('7.7%');
});

test('PRD-I18-53 writes dates as each language does', () => {
  expect(formatDate('2026-12-24', 'de')).toBe('24.12.2026');
  expect(formatDate('2026-02-01', 'de')).toBe('01.02.2026');
  expect(formatDate('2026-02-01', 'en')).toBe('1\u00a0February\u00a02026');
});

test('refuses what is no decimal or no date', () => {
  expect(() => formatAmount('1,50', 'de')).toThrow(RangeError);
  expect(() => formatAmount('', 'de')).toThrow(RangeError);
  expect(() => formatDate('2026-13-01', 'en')).toThrow(RangeError);
  expect(() => formatDate('24.12.2026', 'de')).toThrow(RangeError);
});

test('groups an account number by four', () => {
  expect(formatIban('DE89370400440532013000')).toBe('DE89 3704 0044 0532 0130 00'.replaceAll(' ', '\u00a0'));
});
