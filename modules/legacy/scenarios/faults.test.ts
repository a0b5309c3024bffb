import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { importRun } from '../contract/index.ts';
import { runLegacyImport } from '../server/index.ts';
import { catalogueState, type LegacyHouse, openHouse } from './legacy-house.ts';

let house: LegacyHouse;
beforeEach(async () => {
  house = await openHouse();
  house.configure({ pageSize: 25 });
});
afterEach(() => house.close());

const lastRun = async () => {
  const runs = house.t.ctx.db.selectFrom('legacy_import_run').selectAll().orderBy('id', 'desc');
  return runs.executeTakeFirst();
};
const complete = { read: 200, state: 'partial' };

describe('a server in trouble', () => {
  it.each([
    ['that ends the session in the middle', { sessionRequests: 3 }],
    ['that changes the cookie with every answer', { rotateCookieEvery: 1 }],
    ['that answers nonsense now and then', { garbage: 2, faultsAfter: 2 }],
    ['that breaks off an answer', { truncateJson: 1, faultsAfter: 4 }],
    ['that cuts connections', { cutConnection: 1, cutMidway: 2, faultsAfter: 3 }],
    ['that fails inside', { serverError: 3, faultsAfter: 1 }],
    ['that wraps its rows otherwise', { envelope: 'array' as const }],
    ['that is slow', { delayMs: 5 }],
  ])('%s is read to the end', async (_what, faults) => {
    Object.assign(house.simulator.faults, faults);
    expect((await house.import())[1]).toMatchObject(complete);
    expect(house.simulator.requests.writeAttempts).toEqual([]);
  });

  it.each([
    ['that is down', { refuseConnections: true }, 'legacy.serverUnreachable'],
    ['that answers nonsense', { garbage: -1 }, 'legacy.unreadableAnswer'],
    ['that breaks off every answer', { truncateJson: -1 }, 'legacy.unreadableAnswer'],
    ['that fails inside', { serverError: -1 }, 'legacy.serverFailed'],
    ['that dies after some pages', { cutConnection: -1, faultsAfter: 3 }, 'legacy.serverUnreachable'],
    ['that has no licence left', { maxSessions: 1 }, 'legacy.tooManySessions'],
  ])('%s ends the run with its reason and leaves nothing half done', async (_what, faults, code) => {
    if ('maxSessions' in faults) await fetch(`${house.simulator.url}/rest/$info`);
    Object.assign(house.simulator.faults, faults);
    const before = await catalogueState(house);
    await expect(house.import()).rejects.toMatchObject({ code });
    expect(await catalogueState(house)).toBe(before);
    expect(await lastRun()).toMatchObject({ kind: 'families', state: 'failed', error: code, read: 0 });
    Object.assign(house.simulator.faults, { refuseConnections: false, garbage: 0, truncateJson: 0, serverError: 0 });
    Object.assign(house.simulator.faults, { cutConnection: 0, maxSessions: 0 });
    expect((await house.import())[1]).toMatchObject(complete);
  });

  it('has nowhere to put articles when the default category is gone, and says so', async () => {
    await house.t.app.engine.transaction((db) => db.deleteFrom('catalog_category').execute());
    await expect(house.import()).rejects.toMatchObject({ code: 'legacy.defaultCategoryMissing' });
  });

  it('that is too slow is not waited for', async () => {
    house.configure({ timeoutMs: 20, attempts: 2 });
    house.simulator.faults.delayMs = 200;
    await expect(house.import()).rejects.toMatchObject({ code: 'legacy.serverTimedOut' });
  });

  it('whose table moves is read whole: nothing twice, nothing missed', async () => {
    Object.assign(house.simulator.faults, { insertBetweenPages: 2, removeBetweenPages: 2, faultsAfter: 1 });
    await house.import({ families: true });
    const sources = house.simulator.rows.table('Artikel_Familie').rows.map(({ __KEY }) => __KEY);
    const imported = await house.t.ctx.db.selectFrom('catalog_product').select('legacy_key').execute();
    const keys = new Set(imported.map(({ legacy_key }) => legacy_key));
    const refused = house.simulator.dataSet.traps.broken.map(({ key }) => key);
    const isNew = (key: string) => key.startsWith('5EED');
    expect(sources.filter((key) => !keys.has(key) && !refused.includes(key) && !isNew(key))).toEqual([]);
    expect(keys.size).toBe(imported.length);
  });

  it('is not asked for another licence by the next run', async () => {
    await house.import();
    house.simulator.faults.maxSessions = 1;
    await house.import();
    const cookies = await house.t.ctx.db.selectFrom('legacy_source_session').selectAll().execute();
    expect(cookies).toHaveLength(1);
    expect(house.simulator.requests.entries.filter(({ url }) => url === '/rest/$info')).toHaveLength(1);
  });
});

describe('PRD-MIG-06 runs do not overlap', () => {
  it('a second one is refused while the first is at work', async () => {
    house.simulator.faults.delayMs = 30;
    const first = house.import();
    await expect.poll(lastRun).toMatchObject({ state: 'running' });
    await expect(house.import()).rejects.toMatchObject({
      code: 'legacy.importRunning',
      params: { number: 'IMP-00001' },
    });
    expect((await first)[1]).toMatchObject(complete);
  });

  it('one whose process has died does not stand in the way', async () => {
    const long = house.t.app.clock() - 60_000;
    const [dead] = await create(trusted(house.t.ctx), importRun, [
      { number: 'IMP-DEAD', kind: 'families', startedAt: long, aliveAt: long },
    ]);
    expect((await house.import())[1]).toMatchObject(complete);
    const run = house.t.ctx.db.selectFrom('legacy_import_run').selectAll().where('id', '=', Number(dead?.id));
    expect(await run.executeTakeFirst()).toMatchObject({ state: 'failed', error: 'legacy.interrupted' });
  });
});

describe('PRD-PMG-17 the command', () => {
  const run = async (options: Parameters<typeof runLegacyImport>[1]) => {
    const lines: string[] = [];
    return { code: await runLegacyImport(house.t.app, options, (line) => lines.push(line)), text: lines.join('\n') };
  };

  it('ends with 1 when rows were left out, and names them', async () => {
    const { code, text } = await run({ families: true, dryRun: true });
    expect(code).toBe(1);
    expect(text).toContain('Reading product families … 25 of 60');
    expect(text).toContain('Families (IMP-00001, dry run: nothing was written)');
    expect(text).toMatch(/error: [0-9A-F]{32}: The row has no number\. Enter one in the legacy system\./);
  });

  it('ends with 0 when everything came over', async () => {
    await house.close();
    house = await openHouse({ families: 60, variants: 200, broken: false });
    expect(await run({ families: true, variants: true })).toMatchObject({ code: 0 });
    expect(await run({ updateRelationships: true })).toMatchObject({ code: 0 });
  });

  it('ends with 2 and a sentence when it cannot be done', async () => {
    house.simulator.faults.refuseConnections = true;
    const { code, text } = await run({ families: true });
    expect([code, text]).toEqual([
      2,
      expect.stringMatching(/^The legacy system cannot be reached \(.+\)\. Check that/),
    ]);
    house.configure({ url: null });
    expect(await run({ variants: true })).toMatchObject({
      code: 2,
      text: expect.stringContaining('KONTOR_LEGACY_URL'),
    });
    expect(await run({})).toMatchObject({ code: 2, text: 'Please choose what to import.' });
  });
});
