import type { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListQuery } from '#kernel/contract/index.ts';
import { counts, type ImportHarness, importHarness } from '../testing/import-harness.ts';
import { exportRecords } from './export.ts';
import { importRecords } from './import.ts';

/** The lines of a record, without ids. */
type Line = Record<string, unknown>;

describe('importing the lines of records', () => {
  let t: ImportHarness['t'];
  let run: ImportHarness['run'];
  let read: ImportHarness['read'];
  beforeAll(async () => {
    ({ t, run, read } = await importHarness());
  });
  afterAll(() => t.close());

  const linesOf = async (sku: string) => (await read(sku)).lines as Line[];
  const idsOf = async (sku: string) => (await linesOf(sku)).map(({ id }) => id);
  const columns = 'sku,name.de,lines.text,lines.amount,lines.kind,lines.maker';

  it('takes rows of one record that follow one another for its lines, the further ones named or not', async () => {
    const file = `${columns}\nZ-1,Löwe,eins,1.5,ornament,M1\nZ-1,Löwe,zwei,,,\n,,drei,3,,M2\nZ-2,Bär,,,,\nZ-3,Fuchs,x,,,\n`;
    expect(await run(file)).toMatchObject({ read: 3, ...counts({ created: 3 }), errors: [] });
    expect(await linesOf('Z-1')).toMatchObject([
      { text: 'eins', amount: '1.5', kind: 'ornament', maker: { title: 'M1' } },
      { text: 'zwei', amount: null, kind: 'figure', maker: null },
      { text: 'drei', amount: '3', kind: 'figure', maker: { title: 'M2' } },
    ]);
    expect(await linesOf('Z-2')).toEqual([]);
    expect(await run(file)).toMatchObject(counts({ unchanged: 3 }));
  });

  it('changes, adds and removes lines; one that is meant keeps what the file does not tell', async () => {
    await run(
      'sku,name.de,lines.text,lines.amount,lines.kind\nY-1,Löwe,a,1,ornament\n,,b,2,ornament\n,,c,3,ornament\n',
    );
    const [a, b, c] = await idsOf('Y-1');
    // Another order, one in another amount, one new, one gone.
    expect(await run('sku,lines.text,lines.amount\nY-1,b,20\n,a,1\n,d,4\n')).toMatchObject(counts({ updated: 1 }));
    const lines = await linesOf('Y-1');
    expect(lines).toMatchObject([
      { id: b, text: 'b', amount: '20', kind: 'ornament' },
      { id: a, text: 'a', amount: '1', kind: 'ornament' },
      { text: 'd', amount: '4', kind: 'figure' },
    ]);
    expect(lines.map(({ id }) => id)).not.toContain(c);
    // Without a column of lines they are left alone; with empty cells there are none.
    expect(await run('sku,count\nY-1,7\n')).toMatchObject(counts({ updated: 1 }));
    expect(await linesOf('Y-1')).toHaveLength(3);
    expect(await run('sku,lines.text\nY-1,\n')).toMatchObject(counts({ updated: 1 }));
    expect(await linesOf('Y-1')).toEqual([]);
  });

  it('keeps the other language of a line', async () => {
    await run('sku,name.de,lines.text,lines.remark.de,lines.remark.en\nX-1,Löwe,a,rot,red\n');
    expect(await run('sku,lines.text,lines.remark.de\nX-1,a,blau\n')).toMatchObject(counts({ updated: 1 }));
    expect(await linesOf('X-1')).toMatchObject([{ text: 'a', remark: { de: 'blau', en: 'red' } }]);
  });

  it('PRD-VAL-14 names the row and the column of a fault in a line, and gives back all rows of the record', async () => {
    const file = `${columns}\nW-1,Löwe,eins,1,,\n,,zwei,viel,,\n,,drei,1,,M9\nW-2,Bär,gut,1,,\nW-3,Gans,,1,,\n`;
    const report = await run(file);
    expect(report).toMatchObject({ read: 3, ...counts({ created: 1, failed: 2 }) });
    expect(report.errors.map(({ row, column, code, value }) => [row, column, code, value])).toEqual([
      [4, 'lines.maker', 'kernel.unknownReference', 'M9'],
      [6, 'lines.text', 'kernel.required', null],
    ]);
    const rejected = (report.rejects ?? '').split('\r\n').slice(1, -1);
    expect(rejected.map((row) => row.split(',').slice(0, 4).join(','))).toEqual([
      'W-1,Löwe,eins,1',
      ',,zwei,viel',
      ',,drei,1',
      'W-3,Gans,,1',
    ]);
    const mended = (report.rejects ?? '').replace('M9', 'M2').replace('viel', '2').replace('Gans,,', 'Gans,neu,');
    expect(await run(mended)).toMatchObject({ read: 2, ...counts({ created: 2 }) });
    expect(await linesOf('W-1')).toMatchObject([{ text: 'eins' }, { amount: '2' }, { maker: { title: 'M2' } }]);
  });

  it('refuses rows of one record that contradict each other', async () => {
    const report = await run('sku,name.de,lines.text\nV-1,Löwe,a\nV-1,Bär,b\n');
    expect(report).toMatchObject({ ...counts({ failed: 1 }), errors: [{ field: 'name', code: 'kernel.rowsDiffer' }] });
  });

  it('finds the columns by their labels, as it does those of the record', async () => {
    const { status, body } = await t.call('POST', '/demo/items/import/columns', {
      as: '1:*',
      body: 'sku;lines.text;demo.item.field.lines: demo.item.field.lines.amount\nU-1;a;1\n',
      headers: { 'content-type': 'text/csv' },
    });
    expect(status).toBe(200);
    expect((body.columns as { target: string }[]).map(({ target }) => target)).toEqual([
      'sku',
      'lines.text',
      'lines.amount',
    ]);
  });

  it('leaves nothing of a dry run, which says the same', async () => {
    const file = `${columns}\nS-1,Löwe,a,1,,\n,,b,2,,\nS-2,Bär,c,-1,,\n`;
    const tried = await run(file, { dryRun: true });
    expect((await t.call('GET', '/demo/items?filter[sku]=S-1', { as: '1:*' })).body.total).toBe(0);
    expect(await run(file)).toEqual(tried);
    expect(tried).toMatchObject({ ...counts({ created: 1, failed: 1 }), errors: [{ row: 4, column: 'lines.amount' }] });
  });

  it('comes back as it was exported: nothing changes', async () => {
    await run(`${columns},lines.remark.en\nT-1,Löwe,=1+1,1.25,ornament,M1,red\n,,zwei,2,,,\nT-2,Bär,,,,,\n`);
    for (const format of ['csv', 'xlsx'] as const) {
      const query: ListQuery = {
        fields: ['sku', 'name', 'count', 'lines'],
        filters: [{ field: 'sku', operator: 'in', value: 'T-1,T-2' }],
      };
      const { body } = await exportRecords(t.ctx, t.app.served('demo.item'), format, query);
      const parts: Buffer[] = [];
      for await (const part of body as Readable) parts.push(Buffer.from(part as Uint8Array));
      const content = Buffer.concat(parts);
      if (format === 'csv')
        expect(content.toString().split('\r\n').slice(0, 4)).toEqual([
          '\uFEFFsku,name.de,name.en,count,lines.text,lines.amount,lines.kind,lines.maker,lines.remark.de,lines.remark.en',
          "T-1,Löwe,,1,'=1+1,1.25,ornament,M1,,red",
          'T-1,Löwe,,1,zwei,2,figure,,,',
          'T-2,Bär,,1,,,,,,',
        ]);
      const report = await importRecords(t.ctx, t.app.served('demo.item'), { format, content, dryRun: false });
      expect(report).toMatchObject({ read: 2, ...counts({ unchanged: 2 }), errors: [] });
    }
  });
});
