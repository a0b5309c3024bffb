import excel from 'exceljs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#kernel/contract/index.ts';
import { openXlsx } from './read-xlsx.ts';
import { openZip } from './read-zip.ts';
import type { SheetRow } from './sheet.ts';
import { type ZipPart, zipped } from './write-zip.ts';

/** The quality bar asks for 10,000; every run of the tests does some of them. */
const runs = Number(process.env.KONTOR_FUZZ_RUNS ?? 2000);

async function read(content: Uint8Array) {
  const sheet = await openXlsx(content);
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows()) rows.push(row);
  return { ...sheet, rows };
}
/** The code it is refused with; any other fault is none of ours and fails the test. */
async function refusal(content: Uint8Array): Promise<string> {
  try {
    await read(content);
    return 'read';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
const collect = async (parts: readonly ZipPart[]): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of zipped(parts)) pieces.push(piece);
  return Buffer.concat(pieces);
};
const workbook = (sheet: string, more: Record<string, string> = {}) =>
  collect(
    Object.entries({
      'xl/workbook.xml': '<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': sheet,
      ...more,
    }).map(([name, content]) => ({ name, content: [content] })),
  );
const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

/** Written by a library that shares no code with the reader. */
async function fromExcelJs(): Promise<Buffer> {
  const book = new excel.Workbook();
  const sheet = book.addWorksheet('Artikel');
  sheet.addRow(['sku', 'preis', 'am', 'aktiv', 'text']);
  sheet.addRow([
    'A-1',
    12.5,
    new Date('2026-12-24'),
    true,
    { richText: [{ text: 'Grö' }, { text: 'ße & <b>', font: { bold: true } }] },
  ]);
  sheet.addRow([]);
  sheet.addRow(['A-2', { formula: 'B2*2', result: 25 }, null, false, 'zwei\nZeilen']);
  book.addWorksheet('Zweites').addRow(['not this one']);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('reading XLSX', () => {
  let good: Buffer;
  beforeAll(async () => {
    good = await fromExcelJs();
  });

  it('reads the first sheet: typed cells, shared and formatted texts, results of formulas, row numbers', async () => {
    expect(await read(good)).toMatchObject({
      header: ['sku', 'preis', 'am', 'aktiv', 'text'],
      date1904: false,
      rows: [
        { row: 2, cells: ['A-1', 12.5, 46_380, true, 'Größe & <b>'] },
        { row: 4, cells: ['A-2', 25, null, false, 'zwei\nZeilen'] },
      ],
    });
  });

  it('reads what other writers make of the format: prefixes, texts in place, missing places, coded characters', async () => {
    const prefixed = await workbook(
      '<?xml version="1.0"?><x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>sku</x:t></x:is></x:c></x:row>' +
        '<x:row r="3"><x:c r="A3" t="s"><x:v>0</x:v></x:c><x:c r="C3"/><x:c r="D3" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      {
        'xl/sharedStrings.xml':
          '<x:sst xmlns:x="u"><x:si><x:t>a_x000A_b&#228;</x:t><x:rPh><x:t>furigana</x:t></x:rPh></x:si></x:sst>',
      },
    );
    expect(await read(prefixed)).toMatchObject({
      header: ['sku'],
      rows: [{ row: 3, cells: ['a\nbä', null, null, '#N/A'] }],
    });
  });

  it('refuses what is no workbook, or a damaged one', async () => {
    expect(await refusal(Buffer.from('sku,name\n1,2\n'))).toBe('kernel.unreadableFile');
    expect(await refusal(good.subarray(0, good.length / 2))).toBe('kernel.unreadableFile');
    expect(await refusal(await collect([{ name: 'word/document.xml', content: ['<w/>'] }]))).toBe(
      'kernel.unreadableFile',
    );
    expect(await refusal(await workbook(sheetOf('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"/>')))).toBe(
      'kernel.unreadableFile',
    );
    expect(await refusal(await workbook(sheetOf('<row r="1"><c r="A1" t="s"><v>5</v></c></row>')))).toBe(
      'kernel.unreadableFile',
    );
    expect(await refusal(await workbook(sheetOf('<row r="1"><c r="A1"><v>1</v></row>')))).toBe('kernel.unreadableFile');
    expect(await refusal(await workbook(sheetOf('')))).toBe('kernel.unreadableFile');
  });

  it('expands no entities and fetches nothing (XXE, billion laughs)', async () => {
    const row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&lol;</t></is></c></row>';
    const laughs = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>';
    const outside = '<!DOCTYPE foo [<!ENTITY lol SYSTEM "file:///etc/passwd">]>';
    expect(await refusal(await workbook(laughs + sheetOf(row)))).toBe('kernel.unreadableFile');
    expect(await refusal(await workbook(outside + sheetOf(row)))).toBe('kernel.unreadableFile');
    expect(await refusal(await workbook(sheetOf(row)))).toBe('kernel.unreadableFile');
  });

  it('refuses a ZIP bomb by its directory, and one that lies about its size while unpacking', async () => {
    const archive = await workbook(sheetOf('<row r="1"><c r="A1"><v>1</v></c></row>'));
    expect(await refusal(archive)).toBe('read');
    const declared = archive.indexOf(Buffer.of(0x50, 0x4b, 1, 2)) + 24;
    const saying = (size: number) => {
      const changed = Buffer.from(archive);
      changed.writeUInt32LE(size, declared);
      return changed;
    };
    expect(await refusal(saying(600 * 1024 * 1024))).toBe('kernel.bodyTooLarge');
    expect(await refusal(saying(10))).toBe('kernel.unreadableFile');
    expect(await refusal(saying(1000))).toBe('kernel.unreadableFile');
    const zeros = await collect([{ name: 'a', content: ['0'.repeat(8 * 1024 * 1024)] }]);
    zeros.writeUInt32LE(70_000, zeros.indexOf(Buffer.of(0x50, 0x4b, 1, 2)) + 24);
    let unpacked = 0;
    const unpackAll = async () => {
      for await (const piece of openZip(zeros, { unpacked: 100_000, files: 1 }).read('a')) unpacked += piece.length;
    };
    await expect(unpackAll()).rejects.toMatchObject({ code: 'kernel.unreadableFile' });
    expect(unpacked).toBeLessThanOrEqual(70_000);
  });

  it('holds no row without end in memory', async () => {
    const endless = await workbook(sheetOf(`<row r="1">${'<c><v>1</v></c>'.repeat(400_000)}`));
    expect(await refusal(endless)).toBe('kernel.unreadableFile');
    expect(await refusal(await workbook(sheetOf('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>')))).toBe(
      'kernel.unreadableFile',
    );
  });

  it('never fails otherwise than by its own refusal, on damaged files', async () => {
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bad = Buffer.from(good);
        for (const [at, byte] of changes) bad[at] = byte;
        seen.add(await refusal(bad));
      }),
      { numRuns: runs / 2 },
    );
    const rows =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>sku</t></is></c></row><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>1.5</v></c></row>';
    const sheet = sheetOf(rows);
    const characters = fc.array(
      fc.tuple(fc.nat(sheet.length - 1), fc.constantFrom('<', '>', '/', '"', '&', ' ', 'r', 'c', '0', '\uD800', '')),
      { minLength: 1, maxLength: 6 },
    );
    await fc.assert(
      fc.asyncProperty(characters, async (changes) => {
        const letters = [...sheet];
        for (const [at, letter] of changes) letters[at] = letter;
        seen.add(
          await refusal(await workbook(letters.join(''), { 'xl/sharedStrings.xml': '<sst><si><t>a</t></si></sst>' })),
        );
      }),
      { numRuns: runs / 2 },
    );
    expect([...seen].sort()).toEqual(['kernel.bodyTooLarge', 'kernel.unreadableFile', 'read']);
  }, 60_000);
});
