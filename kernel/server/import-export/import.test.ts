import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { counts, type ImportHarness, importHarness } from '../testing/import-harness.ts';

describe('importing records', () => {
  const all = '1:*';
  let t: ImportHarness['t'];
  let run: ImportHarness['run'];
  let read: ImportHarness['read'];
  let traces: ImportHarness['traces'];

  beforeAll(async () => {
    ({ t, run, read, traces } = await importHarness());
  });
  afterAll(() => t.close());

  it('creates and changes records by their natural key, with a field of every kind', async () => {
    const header =
      'sku,name.de,name.en,maker,category,tags,price,weight,count,active,released,seen,kind,email,note,source';
    const row =
      'K-1,Löwe,Lion,M1,Animals,"Tiere; B","1.234,50",0.5,3,nein,24.12.2026,2026-12-24T10:30:00.000Z,figure,a@b.de,"one\ntwo",paper';
    expect(await run(`${header}\n${row}\n`)).toMatchObject({ read: 1, ...counts({ created: 1 }), errors: [] });
    expect(await read('K-1')).toMatchObject({
      name: { de: 'Löwe', en: 'Lion' },
      maker: { title: 'M1' },
      category: { title: 'Tiere' },
      tags: [{ title: 'Tiere' }, { title: 'Doppelt' }],
      price: '1234.50',
      weight: '0.5',
      count: 3,
      active: false,
      released: '2026-12-24',
      seen: '2026-12-24T10:30:00.000Z',
      kind: 'figure',
      state: 'draft',
      note: 'one\ntwo',
      worth: '3703.50',
    });
    expect(await run('sku;price;note\nK-1;10;\nK-2;5;x\n')).toMatchObject({
      read: 2,
      ...counts({ updated: 1, failed: 1 }),
    });
    // An empty cell empties the field, an absent column leaves it alone.
    expect(await read('K-1')).toMatchObject({ price: '10.00', note: null, source: 'paper', version: 2 });
    expect(await run('sku;price\nK-1;10,00\n')).toMatchObject(counts({ unchanged: 1 }));
    expect((await read('K-1')).version).toBe(2);
  });

  it('understands headers in either language, choices by name, and keeps the other language of a text', async () => {
    const german = await run('Artikelnummer;Bezeichnung;Art;Hersteller\nL-1;Bär;Figur;M2\n');
    expect(german).toMatchObject(counts({ created: 1 }));
    expect(await run('Item number,Name\nL-1,Bear\n')).toMatchObject(counts({ updated: 1 }));
    expect(await read('L-1')).toMatchObject({
      name: { de: 'Bär', en: 'Bear' },
      kind: 'figure',
      maker: { title: 'M2' },
    });
    expect(await run('Item number,Bezeichnung (de),name.en\nL-1,Bär,Bear\n')).toMatchObject(counts({ unchanged: 1 }));
  });

  it('PRD-VAL-01 PRD-VAL-04 PRD-VAL-14 PRD-VAL-28 reports each broken row with its number, field, value and reason, and imports the others', async () => {
    const report = await run(
      'sku,name.de,price,maker,kind\nG-1,a,1.00,M1,figure\n\nG-2,b,viel,M1,figure\nG-3,,1,M1,Gans\nG-4,d,-1,XX,\nG-5,e,2.00,M1,\n',
    );
    expect(report).toMatchObject({ read: 5, ...counts({ created: 2, failed: 3 }) });
    expect(report.errors).toEqual([
      {
        row: 4,
        field: 'price',
        column: 'price',
        code: 'kernel.notADecimal',
        message: 'Bitte eine Zahl mit höchstens 4 Nachkommastellen',
        value: 'viel',
      },
      expect.objectContaining({ row: 5, field: 'name', code: 'kernel.required' }),
      expect.objectContaining({ row: 5, field: 'kind', code: 'kernel.notAChoice', value: 'Gans' }),
      expect.objectContaining({ row: 6, field: 'maker', code: 'kernel.unknownReference', value: 'XX' }),
    ]);
    const english = await run('sku,name.de,price\nG-6,a,viel\n', { ctx: { ...t.ctx, language: 'en' } });
    expect(english.errors[0]?.message).toBe('Please a number with at most 4 decimals');
    const same = await t.call('POST', '/demo/items', {
      as: all,
      body: { sku: 'G-6', name: { de: 'a', en: null }, price: 'viel' },
    });
    expect(same.body.fields).toMatchObject([{ path: 'price', code: 'kernel.notADecimal' }]);
  });

  it('PRD-VAL-11 reports what only the write path can know, row by row: taken values, rules of the record', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, index) =>
        `W-${index},x,${index === 17 ? 'forbidden' : 'fine'},${index % 20 === 5 ? 'twice@b.de' : `w${index}@b.de`}`,
    );
    const report = await run(`sku,name.de,note,email\n${rows.join('\n')}\n`);
    expect(report).toMatchObject({ read: 40, ...counts({ created: 38, failed: 2 }) });
    expect(report.errors).toMatchObject([
      { row: 19, field: 'note', code: 'demo.forbiddenNote', value: 'forbidden' },
      { row: 27, field: 'email', code: 'kernel.duplicate', value: 'twice@b.de' },
    ]);
    const again = await run(`sku,name.de,note,email\n${rows.join('\n')}\n`);
    expect(again).toMatchObject(counts({ unchanged: 38, failed: 2 }));
  });

  it('refuses unknown and double columns, naming them, before anything is written', async () => {
    const before = await traces();
    await expect(run('sku,name.de,nonsense,Unfug\nN-1,a,b,c\n')).rejects.toMatchObject({
      code: 'kernel.unknownColumn',
      params: { column: 'nonsense, Unfug' },
    });
    await expect(run('sku,Artikelnummer\nN-1,a\n')).rejects.toMatchObject({
      fields: [{ code: 'kernel.duplicateColumn' }],
    });
    await expect(run('sku,lines\nN-1,a\n')).rejects.toMatchObject({ code: 'kernel.unknownColumn' });
    await expect(run('sku,token\nN-1,a\n')).rejects.toMatchObject({ code: 'kernel.unknownColumn' });
    expect(await traces()).toEqual(before);
    expect(await run('sku,name.de,\nN-3,a,\n')).toMatchObject(counts({ created: 1 }));
    const overlong = await run('sku,name.de\nN-4,a,lost\n');
    expect(overlong.errors).toMatchObject([{ row: 2, field: 'C', code: 'kernel.unknownColumn', value: 'lost' }]);
  });

  it('PRD-GEN-07 changes what differs and nothing else', async () => {
    const csv = (price: (index: number) => number) =>
      `sku,name.de,price\n${Array.from({ length: 50 }, (_, index) => `I-${index},x,${price(index)}.00`).join('\n')}\n`;
    expect(await run(csv(() => 1))).toMatchObject(counts({ created: 50 }));
    expect(await run(csv((index) => (index % 20 === 3 ? 2 : 1)))).toMatchObject(counts({ updated: 3, unchanged: 47 }));
  });

  it('finds records by id, checks the version, and never takes an id for a new record', async () => {
    await run('sku,name.de,price\nV-1,a,1\n');
    const { id, version } = (await read('V-1')) as { id: number; version: number };
    expect(await run(`id,version,sku,price\n${id},${version},V-1b,2\n`)).toMatchObject(counts({ updated: 1 }));
    expect(await read('V-1b')).toMatchObject({ id, price: '2.00' });
    const stale = await run(`id,version,price\n${id},${version},3\n`);
    expect(stale.errors).toMatchObject([{ row: 2, field: 'version', code: 'kernel.staleVersion' }]);
    // Saying the same once more does no harm, however old the file.
    expect(await run(`id,version,price\n${id},${version},2\n`)).toMatchObject(counts({ unchanged: 1 }));
    const unknown = await run('id,sku,name.de\n999999,V-9,x\nabc,V-8,x\n,V-7,x\n');
    expect(unknown).toMatchObject(counts({ created: 1, failed: 2 }));
    expect(unknown.errors).toMatchObject([
      { field: 'id', code: 'kernel.notFound' },
      { field: 'id', code: 'kernel.wrongType', value: 'abc' },
    ]);
  });

  it('refuses the second row for the same record, wherever it stands', async () => {
    const fill = Array.from({ length: 600 }, (_, index) => `F-${index},x`).join('\n');
    const report = await run(`sku,name.de\nS-1,a\n${fill}\nS-1,b\n`);
    expect(report).toMatchObject(counts({ created: 601, failed: 1 }));
    expect(report.errors).toMatchObject([{ row: 603, field: 'sku', code: 'kernel.duplicate', value: 'S-1' }]);
    const { id } = await read('S-1');
    const both = await run(`id,sku,name.de\n${id},S-1,c\n,S-1,d\n`);
    expect(both).toMatchObject(counts({ updated: 1, failed: 1 }));
  });

  it('resolves references by title or code; an id tells records of one title apart, a changed title wins', async () => {
    const ids = new Map(
      (await t.app.engine.reader.selectFrom('demo_category').select(['id', 'code']).execute()).map((row) => [
        row.code,
        row.id,
      ]),
    );
    const doubtful = await run('sku,name.de,category\nR-1,a,Doppelt\n');
    expect(doubtful.errors).toMatchObject([{ field: 'category', code: 'kernel.ambiguousReference', value: 'Doppelt' }]);
    expect(await run(`sku,name.de,category,category.id\nR-1,a,Doppelt,${ids.get('C')}\n`)).toMatchObject(
      counts({ created: 1 }),
    );
    expect(await read('R-1')).toMatchObject({ category: { id: ids.get('C') } });
    expect(await run(`sku,category,category.id\nR-1,Tiere,${ids.get('C')}\n`)).toMatchObject(counts({ updated: 1 }));
    expect(await read('R-1')).toMatchObject({ category: { id: ids.get('A') } });
    expect(await run(`sku,category.id\nR-1,${ids.get('B')}\n`)).toMatchObject(counts({ updated: 1 }));
    const wrong = await run('sku,category.id,maker\nR-1,999999,\nR-2,x,12\n');
    expect(wrong.errors).toMatchObject([
      { row: 2, field: 'category', code: 'kernel.unknownReference', value: '999999' },
      { row: 3, field: 'category', code: 'kernel.unknownReference', value: 'x' },
      { row: 3, field: 'maker', code: 'kernel.unknownReference', value: '12' },
    ]);
  });

  it('finds parents that stand below their children, in other chunks too', async () => {
    const fill = Array.from({ length: 700 }, (_, index) => `T${index},t${index},`).join('\n');
    const tree = `code,name.de,parent\nX,Enkel,Y\nY,Kind,Z\n${fill}\nZ,Eltern,\nQ,Waise,Nirgends\n`;
    const report = await run(tree, { resource: 'demo.category' });
    expect(report).toMatchObject({ read: 704, ...counts({ created: 703, failed: 1 }) });
    expect(report.errors).toMatchObject([
      { row: 705, field: 'parent', code: 'kernel.unknownReference', value: 'Nirgends' },
    ]);
    const parents = await t.app.engine.reader
      .selectFrom('demo_category as child')
      .innerJoin('demo_category as parent', 'parent.id', 'child.parent')
      .select(['child.code as child', 'parent.code as parent'])
      .orderBy('child.code')
      .execute();
    expect(parents).toEqual([
      { child: 'X', parent: 'Y' },
      { child: 'Y', parent: 'Z' },
    ]);
    expect(await run(tree, { resource: 'demo.category', dryRun: true })).toMatchObject(
      counts({ unchanged: 703, failed: 1 }),
    );
  });

  it('knows records by several fields together, and only those in the scope of the actor', async () => {
    await run('sku,name.de\nP-1,a\nP-2,b\n');
    const options = { resource: 'demo.priceEntry' };
    expect(await run('list,item,price,owner\nA,P-1,1,user1\nA,P-2,2,user1\nB,P-1,3,other\n', options)).toMatchObject(
      counts({ created: 3 }),
    );
    const own = t.as(
      'data:import',
      'demo.priceEntry:create',
      'demo.priceEntry:update',
      'demo.priceEntry:read',
      'demo.item:read',
    );
    const report = await run('list,item,price\nA,P-1,1\nA,P-2,9\nB,P-1,8\n', { ...options, ctx: own });
    expect(report).toMatchObject(counts({ unchanged: 1, updated: 1, failed: 1 }));
    expect(report.errors).toMatchObject([{ row: 4, code: 'kernel.duplicate' }]);
    // Titles of records that the actor may not read cannot be guessed.
    const blind = t.as('data:import', 'demo.priceEntry:create', 'demo.priceEntry:update');
    expect((await run('list,item,price\nC,P-1,1\n', { ...options, ctx: blind })).errors).toMatchObject([
      { field: 'item', code: 'kernel.unknownReference' },
    ]);
  });

  it('leaves read-only, locked and create-only fields as they are, and says so where a file would change them', async () => {
    await run('sku,name.de,price,count,source\nO-1,a,2,3,paper\n');
    expect(await run('sku,worth,state,source,price\nO-1,6.00,draft,paper,2\n')).toMatchObject(counts({ unchanged: 1 }));
    const report = await run('sku,worth,state,source,name.de\nO-1,7.00,done,stone,a\nO-2,,draft,,b\nO-3,5.00,,,b\n');
    expect(report).toMatchObject(counts({ created: 1, failed: 2 }));
    expect(report.errors.map(({ row, field, code }) => [row, field, code])).toEqual([
      [2, 'worth', 'kernel.readOnlyField'],
      [2, 'state', 'kernel.readOnlyField'],
      [2, 'source', 'kernel.readOnlyField'],
      [4, 'worth', 'kernel.readOnlyField'],
    ]);
    const { id } = await read('O-1');
    await t.call('POST', `/demo/items/${id}/finish`, { as: all, body: {} });
    expect(await run('sku,price,state\nO-1,2.0,done\n')).toMatchObject(counts({ unchanged: 1 }));
    expect((await run('sku,price\nO-1,3\n')).errors).toMatchObject([{ row: 2, code: 'kernel.immutable' }]);
  });

  it('does not write down inherited values as own ones', async () => {
    await run('sku,name.de,price\nH-1,a,12.50\n');
    const resource = 'demo.variant';
    expect(await run('sku,item,price\nH-1a,H-1,\nH-1b,H-1,9\n', { resource })).toMatchObject(counts({ created: 2 }));
    expect(await run('sku,item,price\nH-1a,H-1,12.5\nH-1b,H-1,9\n', { resource })).toMatchObject(
      counts({ unchanged: 2 }),
    );
    expect(await run('sku,item,price\nH-1a,H-1,13\n', { resource })).toMatchObject(counts({ updated: 1 }));
  });

  it('keeps required fields filled, and defaults where nothing is said', async () => {
    await run('sku,name.de,count,active\nE-1,a,,\n');
    expect(await read('E-1')).toMatchObject({ count: 1, active: true });
    const report = await run('sku,name.de,count,active\nE-1,,,\n');
    expect(report.errors).toMatchObject([
      { field: 'name', code: 'kernel.required' },
      { field: 'count', code: 'kernel.required' },
    ]);
  });
});
