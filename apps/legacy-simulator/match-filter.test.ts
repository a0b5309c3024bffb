import { describe, expect, it } from 'vitest';
import type { LegacyRow, LegacyTable, LegacyValue } from './data-set/legacy-row.ts';
import { compileFilter } from './match-filter.ts';
import { parseFilter } from './parse-filter.ts';
import { RestError } from './rest-error.ts';

const table: LegacyTable = {
  name: 'Figuren',
  key: 'Nummer',
  attributes: {
    Nummer: 'string',
    Bezeichnung: 'string',
    Gewicht: 'number',
    Aktiv: 'bool',
    created_date: 'date',
    data_: 'object',
  },
  rows: [
    buildRow('1', 'Löwe, stehend', 24.5, true, '6!3!2025', { Type: 'A', Slots: 3 }),
    buildRow('2', 'Großer Bär', 120, false, '31!12!2024', { Type: 'B', Slots: 1 }),
    buildRow('3', 'Löwin', 0, true, '0!0!0', null),
    buildRow('4', null, 12, true, '1!1!2025', '{}'),
  ],
};

function buildRow(
  number: string,
  name: string | null,
  weight: number,
  active: boolean,
  created: string,
  data: LegacyValue,
): LegacyRow {
  return {
    __KEY: number,
    __TIMESTAMP: '2025-03-06T04:13:17.687Z',
    __STAMP: 1,
    Nummer: number,
    Bezeichnung: name,
    Gewicht: weight,
    Aktiv: active,
    created_date: created,
    data_: data,
  };
}

function match(filter: string): string {
  return table.rows
    .filter(compileFilter(parseFilter(filter), table))
    .map((row) => row.__KEY)
    .join('');
}

function refusal(filter: string): [number, number | undefined] | undefined {
  try {
    match(filter);
  } catch (error) {
    if (error instanceof RestError) return [error.status, error.entries[0]?.errCode];
    throw error;
  }
  return undefined;
}

describe('compileFilter', () => {
  it.each([
    ['Nummer = 2', '2'],
    ['Nummer = "2"', '2'],
    ["'Nummer = 1' or 'Nummer = 3'", '13'],
    ["('Nummer = 1' or 'Nummer = 2') and 'Aktiv = true'", '1'],
    ['Aktiv = true except Nummer = 3', '14'],
    ['Aktiv = false', '2'],
    ['Aktiv != true', '2'],
    ['Gewicht >= 24.5', '12'],
    ['Gewicht < 12', '3'],
    ['Bezeichnung = "löwe, STEHEND"', '1'],
    ['Bezeichnung = "grosser bar"', '2'],
    ['Bezeichnung = "Löw@"', '13'],
    ['Bezeichnung = "@(@"', ''],
    ['Bezeichnung == "Löw@"', ''],
    ['Bezeichnung != "Löw@"', '24'],
    ['Bezeichnung LIKE "%stehend%"', '1'],
    ['Bezeichnung LIKE "@ä@"', '2'],
    ['Bezeichnung = "%stehend%"', ''],
    ['Bezeichnung begin löw', '13'],
    ['Bezeichnung = null', '4'],
    ['Bezeichnung != null', '123'],
    ['Bezeichnung = ""', ''],
    ['created_date >= "2025-01-01"', '14'],
    ['created_date >= "1!1!2025"', '14'],
    ['created_date <= "2024-12-31"', '23'],
    ['created_date = "2025-03-06T10:00:00.000Z"', '1'],
    ['created_date = null', '3'],
    ['data_.Slots > 2', '1'],
    ['data_.Type = "b"', '2'],
  ])('%s matches %s', (filter, keys) => {
    expect(match(filter)).toBe(keys);
  });

  it.each([
    ['created_date > "2025-01-01"', [500, 1162]],
    ['created_date < "2025-01-01"', [500, 1162]],
    ['__TIMESTAMP >= "2025-01-01"', [500, 1162]],
    ['Nummer = 1 and __TIMESTAMP = 3', [500, 1162]],
    ['aktiv = true', [400, 1500]],
    ['constructor = 1', [400, 1500]],
    ['Bezeichnung.Type = 1', [400, 1500]],
    ['__KEY = "1"', [400, 1500]],
    ['created_date >= "gestern"', [400, 1162]],
    ['Gewicht = "viel"', [400, 1162]],
    ['Aktiv = vielleicht', [400, 1162]],
  ])('%s is answered %j', (filter, expected) => {
    expect(refusal(filter)).toEqual(expected);
  });
});
