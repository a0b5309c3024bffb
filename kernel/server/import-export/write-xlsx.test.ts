import excel from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openXlsx } from './read-xlsx.ts';
import type { SheetRow } from './sheet.ts';
import { columnsOfField, type SheetColumn } from './sheet-column.ts';
import { xlsxStream } from './write-xlsx.ts';

async function* pages(...all: Record<string, unknown>[][]) {
  yield* all;
}
async function write(columns: readonly SheetColumn[], ...all: Record<string, unknown>[][]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of xlsxStream('sales-orders', columns, pages(...all))) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
async function readBack(content: Uint8Array): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of (await openXlsx(content)).rows()) rows.push(row);
  return rows;
}

describe('writing XLSX', () => {
  const columns = [
    ...columnsOfField('number', { kind: 'text' }),
    ...columnsOfField('total', { kind: 'money' }),
    ...columnsOfField('day', { kind: 'date' }),
    ...columnsOfField('at', { kind: 'dateTime' }),
    ...columnsOfField('paid', { kind: 'bool' }),
    ...columnsOfField('customer', { kind: 'ref' }),
  ];
  const record = {
    number: '=1+1',
    total: '-1234.50',
    day: '2026-12-24',
    at: '2026-12-24T10:30:00.000Z',
    paid: true,
    customer: { id: 7, title: 'Größe & <b> "x"' },
  };

  it('is understood by a library that shares no code with it: types, formats, header', async () => {
    const book = new excel.Workbook();
    const content = await write(columns, [record], [{ ...record, total: '0.10', customer: null }]);
    await book.xlsx.load(
      content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer,
    );
    const sheet = book.getWorksheet('sales-orders');
    if (!sheet) throw new Error('no sheet');
    const values = (row: number) => (sheet.getRow(row).values as unknown[]).slice(1);
    expect(values(1)).toEqual(['number', 'total', 'day', 'at', 'paid', 'customer', 'customer.id']);
    expect(values(2)).toEqual([
      "'=1+1",
      -1234.5,
      new Date('2026-12-24'),
      new Date('2026-12-24T10:30:00Z'),
      true,
      'Größe & <b> "x"',
      7,
    ]);
    expect(values(3).slice(0, 2)).toEqual(["'=1+1", 0.1]);
    expect(sheet.getCell('B2').numFmt).toBe('#,##0.00##');
    expect(sheet.getCell('A1').font?.bold).toBe(true);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  });

  it('gives back any text, number and date', async () => {
    const text = fc
      .oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('_x000D_', 'a_x0041_b', '&#10;', ']]>', '<![CDATA[', ' x\r\ny ', '%'),
      )
      .map((one) => `T${one}`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, fc.integer()), { minLength: 1, maxLength: 20 }), async (values) => {
        const mixed = [...columnsOfField('a', { kind: 'text' }), ...columnsOfField('n', { kind: 'int' })];
        const rows = await readBack(
          await write(
            mixed,
            values.map(([a, n]) => ({ a, n })),
          ),
        );
        expect(rows.map(({ cells }) => cells)).toEqual(values);
      }),
    );
  });

  it('hands a fault of the source on to whoever reads', async () => {
    const broken = async function* () {
      yield [record];
      throw new Error('database gone');
    };
    const parts = async () => {
      for await (const part of xlsxStream('x', columns, broken())) void part;
    };
    await expect(parts()).rejects.toThrow('database gone');
  });
});
