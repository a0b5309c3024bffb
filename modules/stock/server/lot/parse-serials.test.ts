import { describe, expect, it } from 'vitest';
import { mostSerials, parseSerials } from './parse-serials.ts';

const numbers = (text: string) => parseSerials(text).numbers;
const fault = (text: string) => parseSerials(text).fault?.code;

describe('serial numbers as people write them', () => {
  it('are single numbers, lists and ranges', () => {
    expect(numbers('X7')).toEqual(['X7']);
    expect(numbers('SN08-SN11, X7')).toEqual(['SN08', 'SN09', 'SN10', 'SN11', 'X7']);
    expect(numbers('A1; A2\tA3\nA5')).toEqual(['A1', 'A2', 'A3', 'A5']);
    expect(numbers(' A1 ,, ')).toEqual(['A1']);
  });

  it('grow by a digit where the range does', () => {
    const found = numbers('SN0001-SN10000');
    expect([found.length, found[0], found.at(-1)]).toEqual([10_000, 'SN0001', 'SN10000']);
    expect(numbers('9..11')).toEqual(['9', '10', '11']);
  });

  it('may contain dashes: a range of bare digits has to be said', () => {
    expect(numbers('12345-67890')).toEqual(['12345-67890']);
    expect(numbers('SN-1')).toEqual(['SN-1']);
    expect(numbers('SN-01-SN-03')).toEqual(['SN-01', 'SN-02', 'SN-03']);
    expect(numbers('1001 - 1003')).toEqual(['1001', '1002', '1003']);
    expect(numbers('1001–1003')).toEqual(['1001', '1002', '1003']);
  });

  it('are refused where nobody knows what is meant', () => {
    expect(fault('SN5-SN3')).toBe('stock.serialRangeUnclear');
    expect(fault('A1..B3')).toBe('stock.serialRangeUnclear');
    expect(fault('A..B')).toBe('stock.serialRangeUnclear');
    expect(fault('A1, A1')).toBe('stock.serialTwice');
    expect(fault('A1-A3, A2')).toBe('stock.serialTwice');
    expect(fault('x'.repeat(61))).toBe('stock.lotNumberTooLong');
  });

  it('end before the memory does', () => {
    expect(fault('1..99999999999999999999999')).toBe('stock.tooManySerials');
    expect(fault(`1..${mostSerials + 1}`)).toBe('stock.tooManySerials');
    expect(fault(`1..${mostSerials}, X`)).toBe('stock.tooManySerials');
    expect(numbers(`1..${mostSerials}`)).toHaveLength(mostSerials);
  });
});
