import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Field, formatDecimal, parseDecimal } from '#kernel/contract/index.ts';
import { codecOf } from '../fields/index.ts';
import { excelDay, fromExcelDay } from './excel-day.ts';
import { csvText, xlsxValue } from './export-cell.ts';
import type { PlannedField } from './import-plan.ts';
import { type DecimalStyle, faultOf, provenStyle, wireValue } from './read-cell.ts';
import { columnsOfField, type SheetValue } from './sheet-column.ts';

const planned = (spec: Field): PlannedField => ({
  name: 'field',
  spec,
  accepts: codecOf(spec).accepts(spec),
  values: new Map([['erledigt', 'done']]),
});
const read = (spec: Field, value: SheetValue, decimals: DecimalStyle = null) =>
  wireValue(planned(spec), value, { decimals, date1904: false });

describe('reading a cell', () => {
  it('PRD-I18-50 takes decimals as Germans and as others write them, by what the file itself shows', () => {
    const money: Field = { kind: 'money' };
    expect(read(money, '1.234,50')).toBe('1234.50');
    expect(read(money, '1,234.50')).toBe('1234.50');
    expect(read(money, '12,5')).toBe('12.5');
    expect(read(money, '1.234', 'comma')).toBe('1234');
    expect(read(money, '1.234', 'dot')).toBe('1.234');
    expect(read(money, '1,234', 'dot')).toBe('1234');
    expect(read(money, '1,234', 'comma')).toBe('1.234');
    expect(['12,5', '1.234,5', '12.5', '1,234.5', '1.234', '1,234', '12', 7].map(provenStyle)).toEqual([
      'comma',
      'comma',
      'dot',
      'dot',
      null,
      null,
      null,
      null,
    ]);
    expect(['1.234.567', '1,234,567', '0.500', '0,500', '1234.567', '1234,567'].map(provenStyle)).toEqual([
      'comma',
      'dot',
      'dot',
      'comma',
      'dot',
      'comma',
    ]);
  });

  it('takes no number of which the file does not tell whether it is a thousand times another', () => {
    const fault = (value: SheetValue, decimals: DecimalStyle = null, kind: Field['kind'] = 'money') =>
      faultOf(planned({ kind }), value, { decimals, date1904: false })?.code;
    expect(['1.234', '-12,345', '+1.000'].map((value) => fault(value))).toEqual(
      Array(3).fill('kernel.ambiguousNumber'),
    );
    expect(['12,5', '1.234,5', '0.125', '1234.567', '12'].map((value) => fault(value))).toEqual(
      Array(5).fill(undefined),
    );
    expect([fault('1.234', 'dot'), fault('1.234', 'comma'), fault(1.234), fault('1.234', null, 'text')]).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('takes no error of a spreadsheet for a text', () => {
    const fault = (value: SheetValue) => faultOf(planned({ kind: 'text' }), value, { decimals: null, date1904: false });
    for (const value of ['#REF!', '#N/A', '#NV', '#BEZUG!', '#DIV/0!', '#NAME?'])
      expect(fault(value)).toEqual({ code: 'kernel.cellError', params: { value } });
    expect(['#1', '# NV', '#NVX'].map(fault)).toEqual([undefined, undefined, undefined]);
  });

  it('takes the numbers of a spreadsheet without their binary rest', () => {
    expect(read({ kind: 'money' }, 0.1 + 0.2)).toBe('0.3');
    expect(read({ kind: 'quantity' }, 0.000001)).toBe('0.000001');
    expect(read({ kind: 'quantity' }, 0.0000001)).toBe('0.0000001');
    expect(read({ kind: 'text' }, 4012345678901)).toBe('4012345678901');
    expect(read({ kind: 'int' }, 5)).toBe(5);
    expect(read({ kind: 'int' }, '5')).toBe(5);
    expect(read({ kind: 'int' }, '5,5')).toBe('5,5');
  });

  it('takes days as texts and as day numbers, and no time of day for a date', () => {
    expect(read({ kind: 'date' }, '24.12.2026')).toBe('2026-12-24');
    expect(read({ kind: 'date' }, 46_380)).toBe('2026-12-24');
    expect(read({ kind: 'date' }, 1)).toBe('1900-01-01');
    expect(read({ kind: 'date' }, 61)).toBe('1900-03-01');
    expect(read({ kind: 'date' }, 46_380.5)).toBe('2026-12-24T12:00:00.000Z');
    expect(read({ kind: 'dateTime' }, 46_380.5)).toBe('2026-12-24T12:00:00.000Z');
    expect(wireValue(planned({ kind: 'date' }), 44_918, { decimals: null, date1904: true })).toBe('2026-12-24');
    expect(read({ kind: 'date' }, 1e300)).toBe('1e+300');
    expect(read({ kind: 'date' }, -5)).toBe('-5');
  });

  it('takes yes and no, choices by name, and nothing for nothing', () => {
    expect([true, 'ja', 'x', 'NEIN', 1, 'WAHR', 'vielleicht'].map((value) => read({ kind: 'bool' }, value))).toEqual([
      true,
      true,
      true,
      false,
      true,
      true,
      'vielleicht',
    ]);
    expect(read({ kind: 'choice', values: ['open', 'done'] }, 'Erledigt')).toBe('done');
    expect(read({ kind: 'choice', values: ['open', 'done'] }, 'open')).toBe('open');
    expect([null, '', '  '].map((value) => read({ kind: 'text' }, value))).toEqual([null, null, null]);
    expect(read({ kind: 'text' }, " '=1+1 ")).toBe('=1+1');
  });

  it('finds each instant of Excel to the millisecond', () => {
    const instant = fc.date({ min: new Date('1900-03-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(fc.property(instant, (one) => fromExcelDay(excelDay(one), false).getTime() === one.getTime()));
  });
});

describe('what was exported comes back, as CSV and as XLSX', () => {
  const roundTrip = (spec: Field, wire: SheetValue) => {
    const [column] = columnsOfField('field', spec);
    if (!column) throw new Error('no column');
    const cell = xlsxValue(column, wire);
    const sheet = cell instanceof Date ? excelDay(cell) : cell;
    return [read(spec, csvText(column, wire)), spec.kind === 'text' ? wire : read(spec, sheet)];
  };

  it('amounts and quantities, over their whole range', () => {
    for (const kind of ['money', 'quantity', 'rate'] as const) {
      fc.assert(
        fc.property(fc.maxSafeInteger(), (value) => {
          for (const wire of roundTrip({ kind }, formatDecimal(value, kind)))
            expect(parseDecimal(String(wire), kind)).toBe(value);
        }),
      );
    }
  });

  it('dates, instants, numbers, truth values and texts', () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString());
    const cases: [Field, fc.Arbitrary<SheetValue>][] = [
      [{ kind: 'date' }, day.map((one) => one.slice(0, 10))],
      [{ kind: 'dateTime' }, day],
      [{ kind: 'int' }, fc.integer()],
      [{ kind: 'bool' }, fc.boolean()],
      [{ kind: 'text' }, fc.string({ unit: 'grapheme' }).filter((one) => one.trim() === one && one !== '')],
    ];
    for (const [spec, values] of cases) {
      fc.assert(
        fc.property(values, (wire) => {
          expect(roundTrip(spec, wire)).toEqual([wire, wire]);
        }),
      );
    }
  });
});
