import { describe, expect, it } from 'vitest';
import { dateForEntry, parseDateEntry } from './date-entry.ts';

const today = new Date(2026, 10, 22);

describe('parseDateEntry', () => {
  it.each([
    ['24.12.2026', '2026-12-24'],
    ['24.12.26', '2026-12-24'],
    ['24.12.', '2026-12-24'],
    ['4.2', '2026-02-04'],
    ['24/12/2026', '2026-12-24'],
    ['2412', '2026-12-24'],
    ['241227', '2027-12-24'],
    ['24122027', '2027-12-24'],
    ['2026-12-24', '2026-12-24'],
    ['heute', '2026-11-22'],
    ['today', '2026-11-22'],
    ['+9', '2026-12-01'],
    ['-22', '2026-10-31'],
    ['29.2.2028', '2028-02-29'],
    ['29.2.2026', null],
    ['31.4.', null],
    ['24.13.', null],
    ['', null],
    ['morgen früh', null],
    ['24.12.2', null],
  ])('reads %s as %s', (typed, expected) => {
    expect(parseDateEntry(typed, 'de', today)).toBe(expected);
  });

  it('PRD-I18-23 shows a date so that it is read back, in both languages', () => {
    expect(dateForEntry('2026-02-04', 'de')).toBe('04.02.2026');
    expect(dateForEntry('2026-02-04', 'en')).toBe('04/02/2026');
    for (const language of ['de', 'en'] as const) {
      expect(parseDateEntry(dateForEntry('2026-02-04', language), language, today)).toBe('2026-02-04');
    }
  });
});
