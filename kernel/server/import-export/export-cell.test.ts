import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal } from '#kernel/contract/index.ts';
import { cellOf, csvText, xlsxValue } from './export-cell.ts';
import { escapeFormula, unescapeFormula } from './formula-text.ts';
import { columnsOfField } from './sheet-column.ts';
import { joinTitles, splitTitles } from './title-list.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 30 });

describe('texts that look like formulas', () => {
  it('are disarmed by an apostrophe, whatever they begin with', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r', '\0']) {
      expect(escapeFormula(`${start}cmd|' /C calc'!A0`)).toBe(`'${start}cmd|' /C calc'!A0`);
    }
    expect(escapeFormula('Löwe = groß')).toBe('Löwe = groß');
  });

  it('come back as they were, also those that had the apostrophe before', () => {
    const nasty = fc.stringMatching(/^'{0,3}[=+\-@\t\r\0a']?.{0,5}$/);
    fc.assert(fc.property(fc.oneof(text, nasty), (one) => unescapeFormula(escapeFormula(one)) === one));
    fc.assert(fc.property(fc.oneof(text, nasty), (one) => !/^[=+\-@\t\r\0]/.test(escapeFormula(one))));
  });
});

describe('titles of several records in one cell', () => {
  it('come apart again, with semicolons and quotes in them', () => {
    const title = fc.oneof(text, fc.stringMatching(/^[a;" ]{1,6}$/)).filter((one) => one.trim() === one && one !== '');
    fc.assert(
      fc.property(fc.array(title, { maxLength: 5 }), (titles) => {
        expect(splitTitles(joinTitles(titles))).toEqual(titles);
      }),
    );
  });

  it('take what a person types', () => {
    expect(splitTitles('Löwe;Bär ; ; "a; b"')).toEqual(['Löwe', 'Bär', 'a; b']);
    expect(splitTitles('"Der Bär" groß')).toEqual(['"Der Bär" groß']);
  });
});

describe('cells of an export', () => {
  const [money] = columnsOfField('price', { kind: 'money' });
  const [date] = columnsOfField('day', { kind: 'date' });
  const [note] = columnsOfField('note', { kind: 'text' });
  if (!money || !date || !note) throw new Error('columns are missing');

  it('are numbers where one computes, and a negative amount stays one', () => {
    expect(csvText(money, '-5.00')).toBe('-5.00');
    expect(xlsxValue(money, '-5.00')).toBe(-5);
    expect(csvText(note, '-5')).toBe("'-5");
    expect(xlsxValue(note, '-5')).toBe("'-5");
  });

  it('never lose a digit: what a spreadsheet cannot hold is text', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const exact = formatDecimal(value, 'money');
        const shown = xlsxValue(money, exact);
        expect(Number(String(shown)) === Number(exact)).toBe(true);
        if (typeof shown === 'number') expect(Number(shown.toPrecision(15))).toBe(Number(exact));
      }),
    );
  });

  it('are dates from 1900-03-01 on, from where Excel counts right', () => {
    expect(xlsxValue(date, '2026-12-24')).toEqual(new Date('2026-12-24'));
    expect(xlsxValue(date, '1900-02-28')).toBe('1900-02-28');
  });

  it('show references by title and by id, and each language of a text by itself', () => {
    const record = {
      customer: { id: 7, title: '=Meier' },
      tags: [
        { id: 1, title: 'a;b' },
        { id: 2, title: null },
      ],
      name: { de: 'Löwe', en: null },
      image: { id: 9, name: 'lion.png' },
      empty: null,
    };
    const cells = (name: string, kind: 'ref' | 'refs' | 'translated' | 'file' | 'text') =>
      columnsOfField(name, { kind }).map((column) => [column.header, cellOf(column, record)]);
    expect(cells('customer', 'ref')).toEqual([
      ['customer', '=Meier'],
      ['customer.id', 7],
    ]);
    expect(cells('tags', 'refs')).toEqual([
      ['tags', '"a;b"'],
      ['tags.id', '1,2'],
    ]);
    expect(cells('name', 'translated')).toEqual([
      ['name.de', 'Löwe'],
      ['name.en', null],
    ]);
    expect(cells('image', 'file')).toEqual([
      ['image', 'lion.png'],
      ['image.id', 9],
    ]);
    expect(cells('empty', 'text')).toEqual([['empty', null]]);
  });

  it('carry no secrets, no lines and no JSON', () => {
    expect(columnsOfField('hash', { kind: 'text', secret: true })).toEqual([]);
    expect(columnsOfField('lines', { kind: 'lines', fields: {} })).toEqual([]);
    expect(columnsOfField('raw', { kind: 'json' })).toEqual([]);
  });
});
