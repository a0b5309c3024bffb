import { describe, expect, it } from 'vitest';
import { parseFilter, parseParams } from './parse-filter.ts';
import { RestError } from './rest-error.ts';

const compare = (attribute: string, comparator: string, text: string, quoted = false) => ({
  kind: 'compare',
  attribute,
  comparator,
  value: { text, quoted },
});

function errorCode(read: () => unknown): number | undefined {
  try {
    read();
  } catch (error) {
    if (error instanceof RestError && error.status === 400) return error.entries[0]?.errCode;
    throw error;
  }
  return undefined;
}

describe('parseFilter', () => {
  it.each([
    ['Nummer = 803721', compare('Nummer', '=', '803721')],
    [`'Familie_ = "7464FEB3"'`, compare('Familie_', '=', '7464FEB3', true)],
    [`"Nummer = '803721'"`, compare('Nummer', '=', '803721', true)],
    [`'Aktiv = true'`, compare('Aktiv', '=', 'true')],
    [`'created_date >= "2025-01-01"'`, compare('created_date', '>=', '2025-01-01', true)],
    ['scope == "Schüttentypen"', compare('scope', '==', 'Schüttentypen', true)],
    ['Stückzahl>3', compare('Stückzahl', '>', '3')],
    [`'Bezeichnung LIKE "%Löwe%"'`, compare('Bezeichnung', 'like', '%Löwe%', true)],
    ['Bezeichnung begin Lö', compare('Bezeichnung', 'begin', 'Lö')],
    ['a # 1', compare('a', '!=', '1')],
    ['a === 1', compare('a', '==', '1')],
    [`'a = "it\\u0027s"'`, compare('a', '=', "it's", true)],
    [`"lastName=O'Reilly"`, compare('lastName', '=', "O'Reilly")],
    ['data_.Type = "x y"', compare('data_.Type', '=', 'x y', true)],
  ])('reads %s', (text, expected) => {
    expect(parseFilter(text)).toEqual(expected);
  });

  it('reads OR of quoted conditions', () => {
    expect(parseFilter(`'Nummer = 803721' or 'Nummer = 731671'`)).toEqual({
      kind: 'or',
      left: compare('Nummer', '=', '803721'),
      right: compare('Nummer', '=', '731671'),
    });
  });

  it('reads AND of groups, binding tighter than OR', () => {
    const [a, b, c] = [compare('a', '=', '1'), compare('b', '=', '2'), compare('c', '=', '3')];
    expect(parseFilter(`('a = 1' or 'b = 2') and 'c = 3'`)).toEqual({
      kind: 'and',
      left: { kind: 'or', left: a, right: b },
      right: c,
    });
    expect(parseFilter('a = 1 OR b = 2 AND c = 3')).toEqual({
      kind: 'or',
      left: a,
      right: { kind: 'and', left: b, right: c },
    });
    expect(parseFilter(`"a = 1 EXCEPT b = 2"`)).toEqual({ kind: 'except', left: a, right: b });
  });

  it('puts parameters in place of placeholders', () => {
    expect(parseFilter('"a = :1 and b > :2"', ['x', 3])).toEqual({
      kind: 'and',
      left: compare('a', '=', 'x', true),
      right: compare('b', '>', '3'),
    });
    expect(parseFilter('a = :1', [null])).toEqual({ kind: 'compare', attribute: 'a', comparator: '=', value: null });
  });

  it.each([
    [`'a = 1`, 1808],
    [`"a = 1`, 1809],
    [`'Bezeichnung = "Lion's"'`, 1809],
    ['a ~ 1', 1112],
    ['a', 1112],
    ['a =', 1200],
    ['= 1', 1200],
    ['a = 1 b = 2', 1200],
    ['(a = 1', 1162],
    ['a = 1 and', 1200],
    ['a = :2', 1280],
    ["''", 1200],
  ])('refuses %s with %i', (text, code) => {
    expect(errorCode(() => parseFilter(text, ['x']))).toBe(code);
  });
});

describe('parseParams', () => {
  it('reads a JSON array with or without single quotes around it', () => {
    expect(parseParams(`'["O\\u0027Reilly",3]'`)).toEqual(["O'Reilly", 3]);
    expect(parseParams('[true]')).toEqual([true]);
    expect(parseParams(null)).toEqual([]);
  });

  it.each(['{}', 'x', '["a"'])('refuses %s', (text) => {
    expect(errorCode(() => parseParams(text))).toBe(1279);
  });
});
