import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernelErrors } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import { counts, type ImportHarness, importHarness } from '../testing/import-harness.ts';
import { importLimits, importRecords } from './import.ts';

describe('importing records safely', () => {
  const all = '1:*';
  let t: ImportHarness['t'];
  let run: ImportHarness['run'];
  let read: ImportHarness['read'];
  let traces: ImportHarness['traces'];

  beforeAll(async () => {
    ({ t, run, read, traces } = await importHarness());
    await run('sku,name.de,price,email\nK-1,Löwe,10,\nL-1,Bär,,\nM-1,Hund,,\n');
  });
  afterAll(() => t.close());

  it('PRD-PMG-06 a dry run says what the real run will do, and leaves nothing behind', async () => {
    const rows = Array.from(
      { length: 1200 },
      (_, index) => `D-${index},${index % 100 === 7 ? '' : 'x'},${index % 300 === 9 ? 'D-9@b.de' : ''}`,
    );
    const csv = `sku,name.de,email\nK-1,Löwe,new@b.de\nM-1,Hund,\n${rows.join('\n')}\nL-1,Anders,\n`;
    const before = await traces();
    const rehearsed = await run(csv, { dryRun: true });
    expect(await traces()).toEqual(before);
    expect(rehearsed).toMatchObject({ read: 1203, ...counts({ created: 1185, updated: 2, unchanged: 1, failed: 15 }) });
    expect(await run(csv)).toEqual(rehearsed);
    expect(await run(csv)).toMatchObject(counts({ created: 0, updated: 0, unchanged: 1188, failed: 15 }));
  });

  it('PRD-MIG-15 needs its own permission, and the right to the records and fields', async () => {
    const csv = 'sku,name.de\nZ-1,a\n';
    await expect(run(csv, { ctx: t.as('demo.item:create') })).rejects.toMatchObject({
      code: 'kernel.missingPermission',
      params: { permission: 'data:import' },
    });
    await expect(run(csv, { ctx: t.as('data:import') })).rejects.toMatchObject({
      params: { permission: 'demo.item:create' },
    });
    await run('sku,name.de,cost\nV-1b,x,77\nV-7,x,\n');
    const changer = t.as('data:import', 'demo.item:update', 'demo.item:read');
    const report = await run(
      'sku,name.de,price,discount,cost\nZ-1,a,,,\nK-1,Löwe,7,0,\nL-1,Bär,,5,\nV-7,x,,0,5\nV-1b,a,2,0,77\n',
      {
        ctx: changer,
      },
    );
    expect(report).toMatchObject(counts({ updated: 1, failed: 4 }));
    expect(report.errors).toMatchObject([
      { row: 2, field: null, code: 'kernel.missingPermission' },
      { row: 4, field: 'discount', code: 'kernel.fieldNotPermitted' },
      { row: 5, field: 'cost', code: 'kernel.fieldNotPermitted' },
      // The right guess gets the same answer as a wrong one.
      { row: 6, field: 'cost', code: 'kernel.fieldNotPermitted' },
    ]);
    const http = await t.call('POST', '/demo/items/import', {
      as: '2:demo.item:create',
      headers: { 'content-type': 'text/csv' },
      body: csv,
    });
    expect(http).toMatchObject({ status: 403, body: { params: { permission: 'data:import' } } });
  });

  it('reports the progress when the house itself fails, and leaves no half chunk', async () => {
    const rows = Array.from({ length: 700 }, (_, index) => `Y-${index},x`).join('\n');
    let transactions = 0;
    const failing: Ctx = {
      ...t.ctx,
      app: {
        ...t.app,
        engine: {
          ...t.app.engine,
          transaction: (work) =>
            ++transactions > 1 ? Promise.reject(kernelErrors.storageFull()) : t.app.engine.transaction(work),
        },
      },
    };
    await expect(run(`sku,name.de\n${rows}\n`, { ctx: failing })).rejects.toMatchObject({
      code: 'kernel.storageFull',
      extra: { report: { read: 500, created: 500 } },
    });
    expect(await run(`sku,name.de\n${rows}\n`)).toMatchObject(counts({ created: 200, unchanged: 500 }));
  });

  it('does not take a fault of the house for one of the rows', async () => {
    const before = await traces();
    const csv = 'sku,name.de,note\nFF-1,x,\nFF-2,x,disk full\n';
    await expect(run(csv)).rejects.toMatchObject({ code: 'kernel.storageFull' });
    await expect(run(csv, { dryRun: true })).rejects.toMatchObject({ code: 'kernel.storageFull' });
    expect(await traces()).toEqual(before);
  });

  it('counts each row once when the engine repeats a transaction', async () => {
    const twice: Ctx = {
      ...t.ctx,
      app: {
        ...t.app,
        engine: {
          ...t.app.engine,
          transaction: async (work) => {
            const lost = t.app.engine.transaction(async (db) => {
              await work(db);
              throw new Error('deadlock');
            });
            await expect(lost).rejects.toThrow('deadlock');
            return t.app.engine.transaction(work);
          },
        },
      },
    };
    const csv = 'sku,name.de,note\nAA-1,x,\nAA-2,x,forbidden\nAA-1,x,\n';
    const expected = { read: 3, ...counts({ created: 1, failed: 2 }) };
    expect(await run(csv, { ctx: twice, dryRun: true })).toMatchObject(expected);
    expect(await run(csv, { ctx: twice })).toMatchObject(expected);
    expect((await read('AA-1')).version).toBe(1);
  });

  it('PRD-VAL-29 takes few statements for many rows', async () => {
    const csv = (rows: number) =>
      `sku,name.de,maker,category,tags,price\n${Array.from({ length: rows }, (_, index) => `BB-${index},x,M1,A,A; B,${index}.50`).join('\n')}\n`;
    const statements = async (rows: number) => {
      const before = t.app.engine.statements();
      await run(csv(rows), { dryRun: true });
      return t.app.engine.statements() - before;
    };
    const one = await statements(500);
    expect(one).toBeLessThanOrEqual(25);
    expect(await statements(2000)).toBeLessThanOrEqual(4 * one);
  });

  it('answers anything that can stand in a cell with a report, never with a fault of its own', async () => {
    const header = [
      'id',
      'version',
      'sku',
      'name.de',
      'maker',
      'category.id',
      'tags',
      'tags.id',
      'price',
      'discount',
      'weight',
      'count',
      'active',
      'released',
      'seen',
      'kind',
      'state',
      'email',
      'note',
      'image.id',
      'worth',
    ];
    const hostile = fc.oneof(
      fc.constantFrom(
        '',
        ' ',
        'true',
        '[]',
        '{}',
        '1e400',
        '9007199254740993',
        'NaN',
        '-0',
        '0x10',
        '1,5',
        '=cmd|x',
        '<svg onload>',
        "'; --",
        '__proto__',
        '0000-00-00',
        '9999-12-31',
        '2026-02-29',
        '\u202eabc',
        '9'.repeat(400),
        'x'.repeat(30_000),
        '1;2',
        '-1',
        '0',
      ),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.integer().map(String),
    );
    const cell = hostile.map((text) => `"${text.replaceAll('\0', '').replaceAll('"', '""')}"`);
    const rows = fc.array(fc.array(cell, { minLength: header.length, maxLength: header.length }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (table) => {
        const report = await run(`${header.join(',')}\n${table.map((cells) => cells.join(',')).join('\n')}\n`, {
          dryRun: true,
        });
        expect(report.created + report.updated + report.unchanged + report.failed).toBe(report.read);
        expect(new Set(report.errors.map(({ row }) => row)).size).toBe(report.failed);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('limits the size of a file', async () => {
    const { rows } = importLimits;
    importLimits.rows = 3;
    await expect(run('sku\na\nb\nc\nd\n')).rejects.toMatchObject({ code: 'kernel.tooManyRows', params: { max: 3 } });
    importLimits.rows = rows;
    const content = Buffer.alloc(importLimits.bytes + 1, 'a');
    await expect(
      importRecords(t.ctx, t.app.served('demo.item'), { format: 'csv', content, dryRun: false }),
    ).rejects.toMatchObject({
      code: 'kernel.bodyTooLarge',
    });
  });

  it('announces what was written once it is on the disk, and nothing of a dry run', async () => {
    const seen: number[] = [];
    const stop = t.app.onChanged(({ ids }) => seen.push(...ids));
    await run('sku,name.de,note\nJ-1,a,\nJ-2,a,forbidden\nJ-3,a,\n', { dryRun: true });
    expect(seen).toEqual([]);
    await run('sku,name.de,note\nJ-1,a,\nJ-2,a,forbidden\nJ-3,a,\n');
    stop();
    expect(seen).toEqual([(await read('J-1')).id, (await read('J-3')).id]);
    const { body } = await t.call('GET', `/demo/items/${seen[0]}/history`, { as: all });
    expect(body.items).toMatchObject([{ action: 'create' }]);
  });

  it('works over HTTP, once per Idempotency-Key', async () => {
    const post = (type: string, body: string, query = '') =>
      t.call('POST', `/demo/items/import${query}`, {
        as: all,
        headers: { 'content-type': type, 'idempotency-key': 'import-1' },
        body,
      });
    const first = await post('text/csv; charset=utf-8', 'sku,name.de\nU-1,a\n');
    expect(first).toMatchObject({ status: 200, body: { read: 1, created: 1, errors: [] } });
    expect((await post('text/csv; charset=utf-8', 'sku,name.de\nU-1,a\n')).body).toEqual(first.body);
    const other = (type: string, body: string, query = '') =>
      t.call('POST', `/demo/items/import${query}`, { as: all, headers: { 'content-type': type }, body });
    expect(await other('text/csv', 'sku,name.de\nU-2,a\n', '?dryRun=true')).toMatchObject({ body: { created: 1 } });
    expect(await other('text/csv', 'sku,name.de\nU-2,a\n')).toMatchObject({ body: { created: 1 } });
    expect(await other('application/octet-stream', 'sku\n')).toMatchObject({ status: 415 });
    expect(await other('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'sku\n')).toMatchObject({
      status: 422,
      body: { code: 'kernel.fileTypeMismatch' },
    });
  });
});
