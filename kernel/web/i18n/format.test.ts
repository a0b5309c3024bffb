import { describe, expect, it } from 'vitest';
import { formatsOf, setCurrency } from './format.ts';

setCurrency('EUR');
const de = formatsOf('de');
const en = formatsOf('en');
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formatsOf', () => {
  it('PRD-I18-24 PRD-I18-25 writes amounts as the language does', () => {
    expect(de.money('1234.5')).toBe('1.234,50');
    expect(en.money('1234.5')).toBe('1,234.50');
    expect(plain(de.moneyWithCurrency('1234.5'))).toBe('1.234,50 €');
    expect(plain(en.moneyWithCurrency('-0.0125'))).toBe('-€0.0125');
  });

  it('loses no digit of a large amount', () => {
    expect(de.money('9007199254740993.01')).toBe('9.007.199.254.740.993,01');
    expect(de.quantity('123456789012.345678')).toBe('123.456.789.012,345678');
  });

  it('shows what is no number as it came', () => {
    expect(de.money('abc')).toBe('abc');
    expect(de.date('irgendwann')).toBe('irgendwann');
  });

  it('PRD-I18-23 writes a business date without shifting it by the zone', () => {
    expect(de.date('2026-12-24')).toBe('24.12.2026');
    expect(en.date('2026-12-24')).toBe('24 Dec 2026');
  });

  it('tells how long ago something was', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    expect(de.ago('2026-11-22T11:57:00Z', now)).toBe('vor 3 Minuten');
    expect(en.ago('2026-11-21T12:00:00Z', now)).toBe('yesterday');
  });
});
