import { describe, expect, it } from 'vitest';
import type { ImportRunRow } from './outcome.ts';
import { filterLines, parseCsv, reasonsOf, reportLines } from './report-lines.ts';

const line = (severity: 'error' | 'warning', sku: string | null, code: string, value: string | null = null) => ({
  id: 1,
  severity,
  sku,
  code,
  value,
  sourceKey: `KEY${sku}`,
  field: 'Nummer',
  params: {},
});
const run = {
  id: 4,
  kind: 'variants',
  rows: [
    line('error', '402208', 'legacy.priceUnreadable', '{"Coll":["a,b"]}'),
    line('warning', null, 'legacy.parentKeyNotFound'),
    line('warning', '206627', 'legacy.parentKeyNotFound'),
  ],
} as Pick<ImportRunRow, 'id' | 'kind' | 'rows'>;
const csv =
  '\uFEFFArt,Artikelnummer,Meldung\r\nFehler,402208,"Der Preis ist „a, b“: ""so"" nicht."\r\nHinweis,,Familie fehlt\r\nHinweis,206627,Familie fehlt\r\n';

describe('parseCsv', () => {
  it('reads quotes, commas, empty cells and line breaks within cells', () => {
    expect(parseCsv('a,"b, ""c""\nd",\r\n,,x')).toEqual([
      ['a', 'b, "c"\nd', ''],
      ['', '', 'x'],
    ]);
    expect(parseCsv('')).toEqual([]);
  });

  it('refuses what is none instead of showing half of it', () => {
    expect(() => parseCsv('"open')).toThrow();
  });
});

describe('reportLines', () => {
  it('PRD-PMG-21 gives every row its reason in words', () => {
    const lines = reportLines(run, csv);
    expect(lines.map(({ sku, message }) => [sku, message])).toEqual([
      ['402208', 'Der Preis ist „a, b“: "so" nicht.'],
      [null, 'Familie fehlt'],
      ['206627', 'Familie fehlt'],
    ]);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(3);
  });

  it('shows the code where a sentence is missing', () => {
    expect(reportLines(run, '').at(0)?.message).toBe('legacy.priceUnreadable');
  });
});

describe('filterLines', () => {
  const lines = reportLines(run, csv);
  const shown = (filter: Partial<Parameters<typeof filterLines>[1]>) =>
    filterLines(lines, { severity: '', code: '', q: '', ...filter }).map(({ sku }) => sku);

  it('leaves what answers to all that was asked for', () => {
    expect(shown({})).toEqual(['402208', null, '206627']);
    expect(shown({ severity: 'warning' })).toEqual([null, '206627']);
    expect(shown({ code: 'legacy.parentKeyNotFound', q: '2066' })).toEqual(['206627']);
    expect(shown({ q: 'preis KEY402' })).toEqual(['402208']);
    expect(shown({ q: 'nothing' })).toEqual([]);
  });
});

describe('reasonsOf', () => {
  it('PRD-LNK-06 counts the reasons, the most frequent first', () => {
    expect(reasonsOf(reportLines(run, csv))).toEqual([
      { code: 'legacy.parentKeyNotFound', count: 2 },
      { code: 'legacy.priceUnreadable', count: 1 },
    ]);
  });
});
