import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noFaults } from '#apps/legacy-simulator/faults.ts';
import type { JobView } from '#kernel/server/jobs.ts';
import type { RunSummary } from '../server/import/summary.ts';
import { configureLegacy } from '../server/index.ts';
import { type LegacyHouse, openHouse } from './legacy-house.ts';

let house: LegacyHouse;
let clerk: string;
let reader: string;
let nobody: string;

beforeAll(async () => {
  house = await openHouse();
  clerk = await house.tokenOf('anna', 'legacy:import', 'legacy.importRun:read');
  reader = await house.tokenOf('berta', 'legacy.importRun:read');
  nobody = await house.tokenOf('clara', 'catalog.product:read');
  house.t.app.jobs.start();
});
afterAll(() => house.close());
beforeEach(() => house.configure({}));
afterEach(() => {
  Object.assign(house.simulator.faults, noFaults);
});

const post = (body: unknown, as = clerk) => house.t.call('POST', '/legacy/import', { as, body });

async function finished(answer: Awaited<ReturnType<typeof post>>): Promise<JobView> {
  const { id } = (answer.body.job ?? {}) as JobView;
  for (;;) {
    const job = (await house.t.call('GET', `/jobs/${id}`, { as: clerk })).body as unknown as JobView;
    if (job.state !== 'queued' && job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const runsOf = (job: JobView) => (job.result as { runs: RunSummary[] }).runs;

describe('POST /legacy/import', () => {
  it('runs the import as a job that tells its phases and hands back its runs', async () => {
    const messages = new Set<string>();
    const stop = house.t.app.jobs.onProgress(({ message }) => messages.add(String(message)));
    const answer = await post({ families: true, variants: true });
    expect(answer).toMatchObject({ status: 202, body: { job: { kind: 'legacy.import', state: 'queued' } } });
    const job = await finished(answer);
    stop();
    expect(job).toMatchObject({ state: 'succeeded', error: null });
    expect(runsOf(job)).toMatchObject([
      { kind: 'families', state: 'partial', dryRun: false, read: 60 },
      { kind: 'variants', state: 'partial', read: 200, linked: expect.any(Number), orphans: expect.any(Number) },
    ]);
    expect([...messages]).toEqual(
      expect.arrayContaining(['job.legacy.import.families.write', 'job.legacy.import.variants.write']),
    );
  });

  it('PRD-MIG-15 needs its own permission', async () => {
    expect(await post({ families: true }, reader)).toMatchObject({
      status: 403,
      body: { code: 'kernel.missingPermission', params: { permission: 'legacy:import' } },
    });
  });

  it.each([
    [{}, 422, 'legacy.nothingToImport'],
    [{ families: 'yes' }, 422, 'kernel.invalidInput'],
    [{ families: true, limit: 0 }, 422, 'kernel.invalidInput'],
    [{ families: true, customers: true }, 422, 'kernel.invalidInput'],
  ])('refuses %j', async (body, status, code) => {
    expect(await post(body)).toMatchObject({ status, body: { code } });
  });

  it('refuses while no server is named', async () => {
    house.configure({ url: null });
    expect(await post({ variants: true })).toMatchObject({ status: 409, body: { code: 'legacy.notConfigured' } });
    expect(await finished(await post({ updateRelationships: true }))).toMatchObject({ state: 'succeeded' });
  });

  it('PRD-MIG-06 runs one at a time, and ends when it is cancelled', async () => {
    const runs = () => house.t.call('GET', '/legacy/import-runs?limit=1', { as: reader });
    house.simulator.faults.delayMs = 40;
    house.configure({ pageSize: 5 });
    const answer = await post({ families: true, variants: true });
    expect(await post({ families: true })).toMatchObject({ status: 409, body: { code: 'kernel.jobRunning' } });
    const { id } = answer.body.job as JobView;
    await expect.poll(async () => (await runs()).body.items).toMatchObject([{ state: 'running' }]);
    await house.t.call('POST', `/jobs/${id}/cancel`, { as: clerk, body: {} });
    expect(await finished(answer)).toMatchObject({ state: 'canceled' });
    await expect
      .poll(async () => (await runs()).body.items)
      .toMatchObject([{ state: 'failed', error: 'legacy.interrupted' }]);
  });

  it('goes back into the queue when the program ends', async () => {
    const other = await openHouse();
    other.simulator.faults.delayMs = 40;
    other.t.app.jobs.start();
    const { id } = await other.t.app.jobs.enqueue(other.t.ctx, 'legacy.import', { families: true });
    const firstRun = () => other.t.ctx.db.selectFrom('legacy_import_run').selectAll().executeTakeFirst();
    await expect.poll(firstRun).toMatchObject({ state: 'running' });
    await other.t.app.jobs.stop();
    expect(await other.t.app.jobs.get(other.t.ctx, id)).toMatchObject({ state: 'queued', error: null });
    expect(await firstRun()).toMatchObject({ state: 'failed', error: 'legacy.interrupted' });
    await other.close();
  });

  it('fails with the reason when the server is down', async () => {
    house.simulator.faults.refuseConnections = true;
    const job = await finished(await post({ families: true }));
    expect(job).toMatchObject({ state: 'failed', error: { code: 'legacy.serverUnreachable' } });
  });
});

describe('the log of runs', () => {
  let run: { id: number };
  beforeAll(async () => {
    const job = await finished(await post({ families: true, dryRun: true }));
    run = { id: runsOf(job)[0]?.id ?? 0 };
  });

  it('PRD-MIG-14 keeps each run with its counts, its user and its report', async () => {
    const { body } = await house.t.call('GET', `/legacy/import-runs/${run.id}`, { as: reader });
    expect(body).toMatchObject({
      kind: 'families',
      state: 'partial',
      dryRun: true,
      read: 60,
      failed: 2,
      rowLimit: null,
    });
    expect(body.number).toMatch(/^IMP-\d{5}$/);
    const lines = body.rows as { severity: string; code: string; sku: string | null; params: unknown; field: string }[];
    expect(lines.filter(({ severity }) => severity === 'error')).toHaveLength(2);
    expect(lines.find(({ code }) => code === 'legacy.duplicateNumber')).toMatchObject({
      field: 'Nummer',
      params: { number: expect.any(String), other: expect.stringMatching(/^[0-9A-F]{32}$/) },
    });
  });

  it('names who started it to those who may see users', async () => {
    const all = await house.tokenOf('dora', '*');
    const { body } = await house.t.call('GET', `/legacy/import-runs/${run.id}`, { as: all });
    expect(body.user).toMatchObject({ title: 'anna' });
  });

  it('is written by the import alone', async () => {
    const all = await house.tokenOf('emma', '*');
    const before = (await house.t.call('GET', `/legacy/import-runs/${run.id}`, { as: all })).body;
    expect(before.abilities).toMatchObject({ update: false, delete: false, verbs: [] });
    for (const method of ['PATCH', 'DELETE'] as const) {
      const answer = await house.t.call(method, `/legacy/import-runs/${run.id}`, {
        as: all,
        body: { read: 1 },
        headers: { 'if-match': '"2"' },
      });
      expect([404, 405]).toContain(answer.status);
    }
  });

  it('PRD-PMG-21 gives the report as CSV, with sentences in the reader’s language', async () => {
    const csv = (as: string, language: 'de' | 'en') =>
      house.t.call('GET', `/legacy/import-runs/${run.id}/errors.csv`, { as, language });
    const german = await csv(reader, 'de');
    expect(german.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(german.headers['content-disposition']).toMatch(/^attachment; filename="IMP-\d{5}\.csv"$/);
    const [header, ...lines] = german.raw.toString('utf8').split('\r\n');
    expect(header).toBe(
      '\uFEFFArt,Artikelnummer,Schlüssel im Altsystem,Spalte im Altsystem,Inhalt,Kennung der Meldung,Meldung',
    );
    expect(lines.filter((line) => line.startsWith('Fehler,'))).toHaveLength(2);
    expect(german.raw.toString('utf8')).toContain('Die Artikelfamilie hat keine Beschreibung.');
    expect((await csv(reader, 'en')).raw.toString('utf8')).toContain('The product family has no description.');
    expect(await csv(nobody, 'de')).toMatchObject({ status: 403 });
    expect(await house.t.call('GET', '/legacy/import-runs/999999/errors.csv', { as: reader })).toMatchObject({
      status: 404,
    });
  });

  it('does not let the source plant formulas into a spreadsheet', async () => {
    const [family] = house.simulator.rows.table('Artikel_Familie').rows;
    house.simulator.rows.patch('Artikel_Familie', family?.__KEY ?? '', { Nummer: '=1+1', Release_date: '=cmd()' });
    const { id } = runsOf(await finished(await post({ families: true, dryRun: true })))[0] ?? { id: 0 };
    const csv = (await house.t.call('GET', `/legacy/import-runs/${id}/errors.csv`, { as: reader })).raw.toString(
      'utf8',
    );
    expect(csv).toContain(",'=1+1,");
    expect(csv).not.toMatch(/,=/);
  });
});

describe('GET /legacy/source', () => {
  const status = async (as = reader) => house.t.call('GET', '/legacy/source', { as, language: 'en' });

  it('says whether the server answers and what it holds', async () => {
    const rows = (table: string) => house.simulator.rows.table(table).rows.length;
    expect((await status()).body).toEqual({
      configured: true,
      url: house.simulator.url,
      reachable: true,
      generation: 'v19',
      application: 'WSZ-DB',
      tables: [
        { kind: 'families', name: 'Artikel_Familie', count: rows('Artikel_Familie') },
        { kind: 'variants', name: 'Artikel_Variante', count: rows('Artikel_Variante') },
      ],
      error: null,
    });
  });

  it('says in a sentence why it does not', async () => {
    house.simulator.faults.refuseConnections = true;
    expect((await status()).body).toMatchObject({
      configured: true,
      reachable: false,
      tables: [],
      error: { code: 'legacy.serverUnreachable', message: expect.stringContaining('cannot be reached') },
    });
    house.configure({ url: null });
    expect((await status()).body).toMatchObject({ configured: false, url: null, reachable: false, error: null });
  });

  it('is for those who may see the runs', async () => {
    expect(await status(nobody)).toMatchObject({ status: 403 });
  });
});

describe('configureLegacy', () => {
  it('takes the address with or without /rest', async () => {
    configureLegacy(house.t.app, { url: `${house.simulator.url}/rest/` });
    expect((await house.t.call('GET', '/legacy/source', { as: reader })).body).toMatchObject({
      url: house.simulator.url,
      reachable: true,
    });
  });

  it.each(['ftp://192.0.2.1', 'http://user:secret@192.0.2.1'])('refuses %s', (url) => {
    expect(() => configureLegacy(house.t.app, { url })).toThrow('plain http(s) URL');
  });
});
