import { describe, expect, it } from 'vitest';
import { daysUntil } from './due.ts';

describe('daysUntil', () => {
  it('counts days, over the change of the clocks too', () => {
    expect(daysUntil('2026-12-23', '2026-11-23')).toBe(30);
    expect(daysUntil('2026-03-30', '2026-03-28')).toBe(2);
    expect(daysUntil('2026-11-20', '2026-11-23')).toBe(-3);
    expect(daysUntil('2026-11-23', '2026-11-23')).toBe(0);
  });
});
