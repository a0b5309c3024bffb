import type { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListQuery } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import { archiveFile } from '../files.ts';
import { demo, demoTexts } from '../testing/demo-items.ts';
import { type TestApp, testApp } from '../testing.ts';
import { updateRows } from '../write.ts';
import { type ExportFormat, exportLimits, exportRecords } from './export.ts';
import { importRecords } from './import.ts';

async function bytesOf(body: unknown): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of body as Readable) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}

describe('exporting records', () => {
  let t: TestApp;
  const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const take = async (options: { ctx?: Ctx; resource?: string; format?: ExportFormat; query?: ListQuery } = {}) => {
    const { ctx = t.ctx, resource = 'demo.item', format = 'csv', query = {} } = options;
    const answer = await exportRecords(ctx, t.app.served(resource), format, query);
    return bytesOf(answer.body);
  };
  const table = async (options: Parameters<typeof take>[0] = {}) =>
    parse(await take(options), { bom: true }) as string[][];
  const put = async (csv: string, resource = 'demo.item') => {
    const report = await importRecords(t.ctx, t.app.served(resource), {
      format: 'csv',
      content: Buffer.from(csv),
      dryRun: false,
    });
    expect(report).toMatchObject({ failed: 0 });
  };

  beforeAll(async () => {
    t = await testApp([demo], { texts: demoTexts, clock: () => Date.UTC(2026, 11, 24, 12) });
    await put('code\nM1\n', 'demo.maker');
    await put('code,name.de,name.en\nA,Tiere,Animals\nB,"Groß; ""klein""",\n', 'demo.category');
    await put(
      'sku,name.de,name.en,maker,category,tags,price,cost,weight,released,seen,kind,note\n' +
        'A-1,\'=SUM(1),Lion,M1,A,A; B,-0,7,0.5,2026-12-24,2026-12-24T10:30:00.000Z,figure,"a\r\nb, ""c"""\n' +
        'A-2,Bär,,,,,12.5,,,,,,\n',
    );
    await put('sku,item,price\nA-2a,A-2,\n', 'demo.variant');
  });
  afterAll(() => t.close());

  it('writes CSV by RFC 4180 with a byte order mark, technical headers, exact decimals and disarmed formulas', async () => {
    const text = (await take()).toString();
    expect(
      text.startsWith('\uFEFFid,version,sku,name.de,name.en,maker,category,category.id,tags,tags.id,price,cost,'),
    ).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text).toContain(`"a\r\nb, ""c"""`);
    const [header = [], first = [], second = []] = await table();
    expect(header).toEqual(
      'id,version,sku,name.de,name.en,maker,category,category.id,tags,tags.id,price,cost,discount,weight,count,active,released,seen,kind,state,email,note,image,image.id,source,worth,usedAt'.split(
        ',',
      ),
    );
    const record = Object.fromEntries(header.map((name, index) => [name, first[index]]));
    expect(record).toMatchObject({
      sku: 'A-1',
      'name.de': "'=SUM(1)",
      'name.en': 'Lion',
      maker: 'M1',
      category: 'Tiere',
      'category.id': '1',
      tags: 'Tiere; "Groß; ""klein"""',
      'tags.id': '1,2',
      price: '0.00',
      cost: '7.00',
      discount: '0',
      weight: '0.5',
      count: '1',
      active: 'true',
      released: '2026-12-24',
      seen: '2026-12-24T10:30:00.000Z',
      kind: 'figure',
      state: 'draft',
      note: 'a\r\nb, "c"',
      worth: '0.00',
    });
    expect(second.slice(2, 6)).toEqual(['A-2', 'Bär', '', '']);
  });

  it('writes XLSX with real numbers, dates and truth values', async () => {
    const content = await take({ format: 'xlsx' });
    const book = new excel.Workbook();
    await book.xlsx.load(
      content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer,
    );
    const sheet = book.getWorksheet('demo-items');
    if (!sheet) throw new Error('no sheet');
    const header = (sheet.getRow(1).values as string[]).slice(1);
    const cell = (name: string, row: number) => sheet.getRow(row).getCell(header.indexOf(name) + 1).value;
    expect([
      cell('price', 3),
      cell('active', 3),
      cell('released', 2),
      cell('name.de', 2),
      cell('count', 2),
      cell('released', 3),
    ]).toEqual([12.5, true, new Date('2026-12-24'), "'=SUM(1)", 1, null]);
  });

  it('shows what inherited fields are worth, and only what matches, in the order asked for', async () => {
    expect(await table({ resource: 'demo.variant', query: { fields: ['price', 'item', 'sku'] } })).toEqual([
      ['price', 'item', 'sku'],
      ['12.50', 'A-2', 'A-2a'],
    ]);
    expect(await table({ query: { q: 'lion', fields: ['sku'] } })).toEqual([['sku'], ['A-1']]);
    expect(
      await table({
        query: { filters: [{ field: 'sku', operator: 'eq', value: 'A-2' }], fields: ['sku', 'id', 'createdAt'] },
      }),
    ).toEqual([
      ['sku', 'id', 'createdAt'],
      ['A-2', '2', '2026-12-24T12:00:00.000Z'],
    ]);
    expect(await table({ query: { sort: '-sku', fields: ['sku'], limit: 1, cursor: 'ignored' } })).toEqual([
      ['sku'],
      ['A-2'],
      ['A-1'],
    ]);
    await expect(take({ query: { fields: ['sku', 'nonsense'] } })).rejects.toMatchObject({
      code: 'kernel.unknownColumn',
      params: { column: 'nonsense' },
    });
    expect(await table({ query: { fields: ['token'] } })).toEqual([['id'], ['1'], ['2']]);
  });

  it('PRD-MIG-15 PRD-PRM-02 needs its own permission, and leaves out fields that the actor may not read', async () => {
    await expect(take({ ctx: t.as('demo.item:read') })).rejects.toMatchObject({
      code: 'kernel.missingPermission',
      params: { permission: 'data:export' },
    });
    await expect(take({ ctx: t.as('data:export') })).rejects.toMatchObject({
      params: { permission: 'demo.item:read' },
    });
    const reader = t.as('data:export', 'demo.item:read');
    const [header = [], first = []] = await table({ ctx: reader });
    expect(header).not.toContain('cost');
    // Whose title may not be seen is known by id alone.
    expect([first[header.indexOf('maker')], first[header.indexOf('maker.id')]]).toEqual(['', '1']);
    expect(await table({ ctx: reader, query: { fields: ['sku', 'cost'] } })).toEqual([['sku'], ['A-1'], ['A-2']]);
    await expect(
      take({ ctx: reader, query: { filters: [{ field: 'cost', operator: 'gte', value: '1' }] } }),
    ).rejects.toMatchObject({ code: 'kernel.invalidFilter' });
  });

  it('PRD-PRM-43 holds to the scope of the actor', async () => {
    await put('list,item,price,owner\nA,A-1,1,user1\nB,A-1,2,other\n', 'demo.priceEntry');
    const own = t.as('data:export', 'demo.priceEntry:read', 'demo.item:read');
    expect(await table({ ctx: own, resource: 'demo.priceEntry', query: { fields: ['list'] } })).toEqual([
      ['list'],
      ['A'],
    ]);
  });

  it('reads page by page, each record once', async () => {
    const { page } = exportLimits;
    exportLimits.page = 7;
    await put(`code\n${Array.from({ length: 50 }, (_, index) => `P${index}`).join('\n')}\n`, 'demo.maker');
    const rows = (await table({ resource: 'demo.maker', query: { sort: 'city', fields: ['code'] } })).slice(1).flat();
    exportLimits.page = page;
    expect(rows.sort()).toEqual(['M1', ...Array.from({ length: 50 }, (_, index) => `P${index}`)].sort());
  });

  it('PRD-SEC-14 refuses more rows than one export may have, before the first byte', async () => {
    const { rows } = exportLimits;
    exportLimits.rows = 1;
    await expect(take()).rejects.toMatchObject({ code: 'kernel.tooManyRows', params: { max: 1 } });
    exportLimits.rows = rows;
  });

  it('answers over HTTP with type and file name', async () => {
    const csv = await t.call('GET', '/demo/items/export?format=csv&fields=sku&filter[sku]=A-2', { as: '1:*' });
    expect(csv).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="demo-items-2026-12-24.csv"',
      },
    });
    expect(csv.raw.toString()).toBe('\uFEFFsku\r\nA-2\r\n');
    const sheet = await t.call('GET', '/demo/items/export?format=xlsx', { as: '1:*' });
    expect(sheet).toMatchObject({ status: 200, headers: { 'content-type': xlsx } });
    expect(await t.call('GET', '/demo/items/export', { as: '1:demo.item:read' })).toMatchObject({
      status: 403,
      body: { params: { permission: 'data:export' } },
    });
    expect(await t.call('GET', '/demo/items/export?sort=secret', { as: '1:*' })).toMatchObject({ status: 400 });
  });

  describe('and importing them again', () => {
    const back = async (content: Buffer, format: ExportFormat, resource: string, ctx = t.ctx) =>
      importRecords(ctx, t.app.served(resource), { format, content, dryRun: false });
    const formats: ExportFormat[] = ['csv', 'xlsx'];

    it('changes nothing, in either format and language, also for who may not see or set everything', async () => {
      const file = await archiveFile(t.ctx, {
        name: 'lion.png',
        mediaType: 'image/png',
        content: Buffer.from('x'),
        resource: 'demo.item',
        recordId: 1,
      });
      await updateRows(t.ctx, t.app.served('demo.item'), [{ id: 1, patch: { image: file.id } }]);
      await t.call('POST', '/demo/items/2/finish', { as: '1:*', body: {} });
      const clerk = t.as(
        'data:export',
        'data:import',
        'demo.item:read',
        'demo.item:update',
        'demo.variant:read',
        'demo.variant:update',
        'demo.category:read',
        'demo.category:update',
      );
      for (const resource of ['demo.item', 'demo.variant', 'demo.category']) {
        for (const format of formats) {
          for (const ctx of [t.ctx, { ...t.ctx, language: 'en' as const }, clerk]) {
            const content = await take({ resource, format, ctx });
            const report = await back(content, format, resource, ctx);
            expect(report).toMatchObject({ created: 0, updated: 0, failed: 0, errors: [] });
            expect(report.unchanged).toBeGreaterThan(0);
          }
        }
      }
    });

    it('restores what was changed meanwhile, and creates again what is gone', async () => {
      const query: ListQuery = {
        filters: [{ field: 'sku', operator: 'eq', value: 'A-9' }],
        fields: ['sku', 'name', 'tags', 'price', 'released', 'seen', 'note', 'active'],
      };
      for (const format of formats) {
        await put(
          'sku,name.de,tags,price,released,seen,note,active\nA-9,Wolf,A,7.25,2026-01-02,2026-01-02T03:04:05.678Z,"=a\nb",ja\n',
        );
        const content = await take({ format, query });
        await put('sku,name.de,tags,price,released,seen,note,active\nA-9,anders,,5,,,,nein\n');
        expect(await take({ format, query })).not.toEqual(content);
        expect(await back(content, format, 'demo.item')).toMatchObject({ updated: 1, failed: 0 });
        expect(await take({ format, query })).toEqual(content);
        const { body } = await t.call('GET', '/demo/items?filter[sku]=A-9', { as: '1:*' });
        const [{ id, version }] = body.items as [{ id: number; version: number }];
        const gone = await t.call('DELETE', `/demo/items/${id}`, {
          as: '1:*',
          headers: { 'if-match': `"${version}"` },
        });
        expect(gone.status).toBe(204);
        expect(await back(content, format, 'demo.item')).toMatchObject({ created: 1, failed: 0 });
        expect(await take({ format, query })).toEqual(content);
      }
    });
  });
});
