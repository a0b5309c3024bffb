import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#kernel/contract/index.ts';
import { counts, type ImportHarness, importHarness } from '../testing/import-harness.ts';

describe('PRD-VAL-12 PRD-VAL-15 how strict an import is', () => {
  let t: ImportHarness['t'];
  let run: ImportHarness['run'];
  let read: ImportHarness['read'];
  let traces: ImportHarness['traces'];
  beforeAll(async () => {
    ({ t, run, read, traces } = await importHarness());
  });
  afterAll(() => t.close());

  const csv = (prefix: string) =>
    `sku,name.de,note,price\n${prefix}-1,a,,1\n${prefix}-2,b,doubtful,1\n${prefix}-3,c,forbidden,1\n${prefix}-4,d,,viel\n${prefix}-5,e,,1\n`;

  it('errors only: doubtful rows are written and told, with row, column and reason in the language of the reader', async () => {
    const report = await run(csv('A'), { ctx: { ...t.ctx, language: 'en' } });
    expect(report).toMatchObject({ ...counts({ created: 3, failed: 2 }), warned: 1, stopped: false });
    expect(report.warnings).toEqual([
      {
        row: 3,
        field: 'note',
        column: 'note',
        code: 'demo.doubtfulNote',
        message: 'The note of A-2 is doubtful',
        value: 'doubtful',
      },
    ]);
    expect(report.errors).toMatchObject([
      { row: 4, field: 'note', column: 'note', code: 'demo.forbiddenNote', value: 'forbidden' },
      { row: 5, column: 'price', message: 'Please a number with at most 4 decimals', value: 'viel' },
    ]);
    expect((await read('A-2')).note).toBe('doubtful');
  });

  it('warnings too: doubtful rows are left out as faulty ones are', async () => {
    const before = await traces();
    const strict = { strictness: 'warnings' } as const;
    const rehearsed = await run(csv('B'), { ...strict, dryRun: true });
    expect(await traces()).toEqual(before);
    expect(await run(csv('B'), strict)).toEqual(rehearsed);
    expect(rehearsed).toMatchObject({ ...counts({ created: 2, failed: 3 }), warned: 0, warnings: [] });
    expect(rehearsed.errors.map(({ row, code }) => [row, code])).toEqual([
      [3, 'demo.doubtfulNote'],
      [4, 'demo.forbiddenNote'],
      [5, 'kernel.notADecimal'],
    ]);
    expect(rehearsed.errors[0]?.message).toBe('Die Bemerkung zu B-2 ist zweifelhaft');
  });

  it('stop: it ends before the first faulty row, whatever is wrong with it, and what stands above is written', async () => {
    const stop = { strictness: 'stop' } as const;
    const report = await run(csv('C'), stop);
    expect(report).toMatchObject({ read: 3, ...counts({ created: 2, failed: 1 }), warned: 1, stopped: true });
    expect(report.errors).toMatchObject([{ row: 4, code: 'demo.forbiddenNote' }]);
    // An unreadable cell, a value that only the engine knows to be taken, and a fault behind many good rows.
    const unreadable = await run('sku,name.de,price,note\nD-1,a,1,\nD-2,a,viel,\nD-3,a,1,forbidden\n', stop);
    expect(unreadable).toMatchObject({ ...counts({ created: 1, failed: 1 }), errors: [{ row: 3 }], stopped: true });
    await run('sku,name.de,email\nE-0,a,taken@b.de\n');
    const taken = await run('sku,name.de,email,price\nE-1,a,,1\nE-2,a,taken@b.de,1\nE-3,a,,viel\nE-4,a,,1\n', stop);
    expect(taken).toMatchObject({
      ...counts({ created: 1, failed: 1 }),
      errors: [{ row: 3, code: 'kernel.duplicate' }],
    });
    const fill = Array.from({ length: 700 }, (_, index) => `F-${index},a,`).join('\n');
    const late = await run(`sku,name.de,note\n${fill}\nG-1,a,forbidden\nG-2,a,\n`, stop);
    expect(late).toMatchObject({ ...counts({ created: 700, failed: 1 }), errors: [{ row: 702 }], stopped: true });
    const orphan = await run('code,name.de,parent\nO1,a,Nowhere\nO2,b,Nowhere\n', {
      ...stop,
      resource: 'demo.category',
    });
    expect(orphan).toMatchObject({ ...counts({ failed: 1 }), stopped: true });
  });

  it('PRD-VAL-14 gives the rejected rows back with their reasons, to be corrected and imported again', async () => {
    const file = 'sku;Bezeichnung;price;note\nR-1;Löwe;1,50;\nR-2;=Bär;zwei;\nR-3;"a;b";3;forbidden\n';
    const { rejects } = await run(file);
    expect(rejects).toMatch(/^\uFEFF/);
    const lines = (rejects ?? '').trim().split('\r\n');
    expect(lines).toEqual([
      'sku,Bezeichnung,price,note,# kernel.import.row,# kernel.import.reason',
      "R-2,'=Bär,zwei,,3,price: Bitte eine Zahl mit höchstens 4 Nachkommastellen",
      'R-3,a;b,3,forbidden,4,note: error.demo.forbiddenNote',
    ]);
    const corrected = (rejects ?? '').replace('zwei', '2').replace(',forbidden', ',fine');
    expect(await run(corrected)).toMatchObject({ ...counts({ created: 2 }), rejects: null });
    expect(await read('R-2')).toMatchObject({ name: { de: '=Bär' }, price: '2.00' });
    expect((await run('sku,name.de\nR-4,a\n')).rejects).toBeNull();
  });

  it('PRD-VAL-29 leaves out rows that break a rule without trying the others one by one', async () => {
    const rows = (broken: boolean) =>
      Array.from(
        { length: 500 },
        (_, index) => `H-${broken}${index},a,${broken && index % 100 === 7 ? 'forbidden' : ''}`,
      );
    const statements = async (broken: boolean) => {
      const before = t.app.engine.statements();
      const report = await run(`sku,name.de,note\n${rows(broken).join('\n')}\n`, { dryRun: true });
      expect(report.failed).toBe(broken ? 5 : 0);
      return t.app.engine.statements() - before;
    };
    const clean = await statements(false);
    expect(await statements(true)).toBeLessThanOrEqual(clean + 10);
  });

  it('refuses a file that is not what its name says, with a code of its own', async () => {
    const refusal = (content: Uint8Array | string, format: 'csv' | 'xlsx') =>
      run('', { content: Buffer.from(content), format }).catch((error: AppError) => [error.code, error.params.found]);
    const workbook = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('....xl/workbook.xml')]);
    const letter = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.from('....word/document.xml')]);
    const mismatch = 'kernel.fileTypeMismatch';
    expect(await refusal(workbook, 'csv')).toEqual([mismatch, 'XLSX']);
    expect(await refusal('%PDF-1.7\n', 'csv')).toEqual([mismatch, 'PDF']);
    expect(await refusal('<html><table>', 'csv')).toEqual([mismatch, 'HTML']);
    expect(await refusal('sku,name\nA,b\n', 'xlsx')).toEqual([mismatch, 'CSV']);
    expect(await refusal(letter, 'xlsx')).toEqual([mismatch, 'Word (DOCX)']);
    expect(await refusal(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'xlsx')).toEqual([mismatch, 'Excel 97 (XLS)']);
    // What it seems to be, but broken.
    expect(await refusal(workbook, 'xlsx')).toEqual(['kernel.unreadableFile', undefined]);
  });

  it('takes the columns the user has chosen, and leaves out what he left out', async () => {
    const file = 'Nr,Titel,Unfug\nM-1,Löwe,x\n';
    await expect(run(file)).rejects.toMatchObject({ code: 'kernel.unknownColumn' });
    const mapping = { Nr: 'sku', Titel: 'name.de', Unfug: null };
    expect(await run(file, { mapping })).toMatchObject(counts({ created: 1 }));
    expect(await read('M-1')).toMatchObject({ name: { de: 'Löwe' } });
    await expect(run(file, { mapping: { ...mapping, Unfug: 'sku' } })).rejects.toMatchObject({
      fields: [{ code: 'kernel.duplicateColumn' }],
    });
    await expect(run(file, { mapping: { ...mapping, Unfug: 'token' } })).rejects.toMatchObject({
      code: 'kernel.unknownColumn',
    });
  });

  it('guesses what columns mean from names and labels in both languages, and says how sure it is', async () => {
    const csvFile = 'Artikel-Nummer,BEZEICHNUNG,Item Price,price,Preis €,xyz,# Grund\nA-1,Löwe,1,2,3,,\nA-2,Bär,,,,,\n';
    const { body } = await t.call('POST', '/demo/items/import/columns', {
      as: '1:*',
      headers: { 'content-type': 'text/csv' },
      body: csvFile,
    });
    expect(body.columns).toMatchObject([
      { header: 'Artikel-Nummer', target: 'sku', sure: false, samples: ['A-1', 'A-2'] },
      { header: 'BEZEICHNUNG', target: 'name.de', sure: true, samples: ['Löwe', 'Bär'] },
      { header: 'Item Price', target: null },
      { header: 'price', target: 'price', sure: true },
      { header: 'Preis €', target: null, sure: false },
      { header: 'xyz', target: null, sure: false },
      { header: '# Grund', target: null, sure: true },
    ]);
    expect(body.targets).toContainEqual({ name: 'sku', label: 'Artikelnummer', required: true });
    expect(body.targets).toContainEqual({ name: 'name.en', label: 'Bezeichnung (en)', required: true });
    const twice = await t.call('POST', '/demo/items/import/columns', {
      as: '1:*',
      headers: { 'content-type': 'text/csv' },
      body: 'sku,sku\nA,B\n',
    });
    expect(twice).toMatchObject({ status: 422, body: { fields: [{ code: 'kernel.duplicateColumn' }] } });
  });
});
