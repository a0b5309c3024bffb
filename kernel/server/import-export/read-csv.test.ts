import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#kernel/contract/index.ts';
import { openCsv } from './read-csv.ts';
import type { SheetRow } from './sheet.ts';
import { columnsOfField } from './sheet-column.ts';
import { csvStream } from './write-csv.ts';

/** The quality bar asks for 10,000; every run of the tests does some of them. */
const runs = Number(process.env.KONTOR_FUZZ_RUNS ?? 2000);

const known = (header: string) => ['sku', 'name', 'price'].includes(header.toLowerCase());
async function read(content: string | Uint8Array) {
  const sheet = await openCsv(typeof content === 'string' ? Buffer.from(content) : content, known);
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows()) rows.push(row);
  return { header: sheet.header, rows };
}
const cells = async (content: string | Uint8Array) => (await read(content)).rows.map((row) => row.cells);
/** The code it is refused with; any other fault is none of ours and fails the test. */
const refusal = async (content: string | Uint8Array) => {
  try {
    await read(content);
    return 'read';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

describe('reading CSV', () => {
  it('finds the separator by the headers that make sense', async () => {
    for (const separator of [',', ';', '\t']) {
      const lines = [
        ['sku', 'name', 'price'],
        ['A', 'Löwe', '1'],
      ].map((line) => line.join(separator));
      expect(await read(lines.join('\n'))).toEqual({
        header: ['sku', 'name', 'price'],
        rows: [{ row: 2, cells: ['A', 'Löwe', '1'] }],
      });
    }
    expect((await read('sku;name, long\nA;b')).header).toEqual(['sku', 'name, long']);
    expect((await read('sku\nA')).header).toEqual(['sku']);
    expect(await read('sep=;\r\nsku;name\r\nA;b')).toMatchObject({ header: ['sku', 'name'], rows: [{ row: 3 }] });
  });

  it('PRD-I18-62 reads UTF-8 with and without mark, UTF-16 and Windows-1252', async () => {
    const text = 'sku,name\nA,Größe ½ – 中文 😀\n';
    for (const content of [Buffer.from(text), Buffer.from(`\uFEFF${text}`), Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
      expect(await cells(content)).toEqual([['A', 'Größe ½ – 中文 😀']]);
    }
    const windows = Buffer.concat([
      Buffer.from('sku,name\nA,Gr'),
      Buffer.of(0xf6, 0xdf),
      Buffer.from('e '),
      Buffer.of(0x80, 0x96),
    ]);
    expect(await cells(windows)).toEqual([['A', 'Größe €–']]);
  });

  it('counts rows as a spreadsheet does: blank ones too, and a text of three lines once', async () => {
    const { rows } = await read('\n\nsku,name\r\nA,"one\r\ntwo\nthree"\n\n  ,\nB,c\r\n');
    expect(rows).toEqual([
      { row: 4, cells: ['A', 'one\r\ntwo\nthree'] },
      { row: 7, cells: ['B', 'c'] },
    ]);
  });

  it('reads inch signs and rows of other lengths as they are', async () => {
    expect(await cells('sku,name\nA,5" pipe\nB\nC,d,e')).toEqual([['A', '5" pipe'], ['B'], ['C', 'd', 'e']]);
  });

  it('refuses what is no CSV, and a quote that is never closed', async () => {
    expect(await refusal('')).toBe('kernel.unreadableFile');
    expect(await refusal('\n \n')).toBe('kernel.unreadableFile');
    expect(await refusal(Buffer.from('504b03040a0000000000', 'hex'))).toBe('kernel.unreadableFile');
    expect(await refusal('sku,name\nA,"never closed\nB,c\n')).toBe('kernel.unreadableFile');
    expect(await refusal(`sku,name\nA,"${'x'.repeat(3_000_000)}\n`)).toBe('kernel.unreadableFile');
  });

  it('reads back any text that it writes', async () => {
    const columns = ['sku', 'name'].flatMap((name) => columnsOfField(name, { kind: 'longText' }));
    const text = fc
      .oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a,;"\n\r\t ]{0,6}$/))
      .filter((one) => !one.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), async (pairs) => {
        const page = pairs.map(([sku, name]) => ({ sku: `a${sku}`, name: `b${name}` }));
        const parts: Buffer[] = [];
        for await (const part of csvStream(
          columns,
          (async function* () {
            yield page;
          })(),
        ))
          parts.push(Buffer.from(part as Uint8Array));
        expect(await cells(Buffer.concat(parts))).toEqual(page.map(({ sku, name }) => [sku, name]));
      }),
    );
  });

  it('never fails otherwise than by its own refusal, on damaged files', async () => {
    const good = Buffer.from(stringify(Array.from({ length: 6 }, (_, index) => ['sku', `text "${index}"`, 'a\nb'])));
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(good.length), async (changes, length) => {
        const bad = Buffer.from(good.subarray(0, length));
        for (const [at, byte] of changes) if (at < bad.length) bad[at] = byte;
        seen.add(await refusal(bad));
      }),
      { numRuns: runs },
    );
    expect([...seen].sort()).toEqual(['kernel.unreadableFile', 'read']);
  }, 60_000);
});
