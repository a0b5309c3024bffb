import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLegacyDate } from './legacy-date.ts';

describe('parseLegacyDate', () => {
  it.each([
    ['6!3!2025', '2025-03-06'],
    ['31!12!1999', '1999-12-31'],
    ['06!03!2025', '2025-03-06'],
    ['06.03.2025', '2025-03-06'],
    ['6.3.2025', '2025-03-06'],
    ['20250306', '2025-03-06'],
    ['2025-03-06', '2025-03-06'],
    ['2025-03-06T04:13:17.687Z', '2025-03-06'],
    // Midnight in Germany, as a server writes it that turns dates into instants.
    ['2025-03-05T23:00:00.000Z', '2025-03-06'],
    ['06.03.25', '2025-03-06'],
    ['06.03.98', '1998-03-06'],
    [' 29!2!2024 ', '2024-02-29'],
  ])('PRD-MIG-10 reads %s as %s', (text, iso) => {
    expect(parseLegacyDate(text)).toBe(iso);
  });

  it.each(['0!0!0', '', '  ', '00!00!0000', '00.00.0000', '00000000', '00.00.00'])('reads %j as no date', (text) => {
    expect(parseLegacyDate(text)).toBeNull();
  });

  it.each(['29!2!2025', '31!4!2025', '0!3!2025', '1!13!2025', '2025-13-01', 'demnächst', '3!2025', '2025-03-06Tx'])(
    'refuses %s',
    (text) => {
      expect(parseLegacyDate(text)).toBeUndefined();
    },
  );

  it('reads every day that 4D can write', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (day) => {
        const text = `${day.getUTCDate()}!${day.getUTCMonth() + 1}!${day.getUTCFullYear()}`;
        expect(parseLegacyDate(text)).toBe(day.toISOString().slice(0, 10));
      }),
    );
  });
});
