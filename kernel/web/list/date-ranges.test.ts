import { describe, expect, it } from 'vitest';
import { dateRanges } from './date-ranges.ts';

describe('dateRanges', () => {
  it('begins the week on Monday and ends months on their last day', () => {
    const sunday = new Date(2028, 2, 5);
    const found = Object.fromEntries(dateRanges(sunday).map(({ name, from, to }) => [name, `${from} ${to}`]));
    expect(found.thisWeek).toBe('2028-02-28 2028-03-05');
    expect(found.lastMonth).toBe('2028-02-01 2028-02-29');
    expect(found.thisYear).toBe('2028-01-01 2028-12-31');
  });
});
