import { describe, expect, it } from 'vitest';
import { isTable, parseTsv, pastedValue } from './tsv.ts';

const today = new Date(2026, 10, 22);

describe('parseTsv', () => {
  it('reads rows and cells, with or without a last line break', () => {
    expect(parseTsv('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(parseTsv('a\tb\nc\t')).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
  });

  it('reads quoted cells with tabs, line breaks and quotes', () => {
    expect(parseTsv('"x\ty"\t"two\nlines"\n"say ""hi"""\t5"')).toEqual([
      ['x\ty', 'two\nlines'],
      ['say "hi"', '5"'],
    ]);
  });

  it('tells a table from a single value', () => {
    expect(isTable('11400-BE\n')).toBe(false);
    expect(isTable('11400-BE\t3')).toBe(true);
  });
});

describe('pastedValue', () => {
  it('reads cells by the kind of their field', () => {
    expect(pastedValue({ kind: 'money' }, '1.234,50', 'de', today)).toBe('1234.50');
    expect(pastedValue({ kind: 'int' }, '12', 'de', today)).toBe(12);
    expect(pastedValue({ kind: 'date' }, '24.12.', 'de', today)).toBe('2026-12-24');
    expect(pastedValue({ kind: 'bool' }, 'ja', 'de', today)).toBe(true);
    expect(pastedValue({ kind: 'text' }, '  x ', 'de', today)).toBe('x');
  });

  it('keeps what it cannot read, for the server to refuse in words', () => {
    expect(pastedValue({ kind: 'quantity' }, 'drei', 'de', today)).toBe('drei');
    expect(pastedValue({ kind: 'money' }, '', 'de', today)).toBeNull();
  });
});
