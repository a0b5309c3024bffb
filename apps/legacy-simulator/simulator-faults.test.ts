import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDataSet } from './data-set/create-data-set.ts';
import type { Faults } from './faults.ts';
import { type LegacySimulator, startLegacySimulator } from './simulator.ts';
import { ask, entities, errorCodes, openSession } from './test-client.ts';

const dataSet = createDataSet({ families: 60, variants: 200 });
let simulator: LegacySimulator;
let clock = Date.parse('2025-06-01T10:00:00.000Z');

async function start(faults: Partial<Faults> = {}, mode: 'v18' | 'v19' | 'v20' = 'v19'): Promise<void> {
  await simulator?.close();
  simulator = await startLegacySimulator({ dataSet, mode, faults, now: () => clock });
}

const get = (path: string, headers: Record<string, string> = {}) => ask(`${simulator.url}/rest/${path}`, { headers });

beforeEach(() => start());
afterEach(() => simulator.close());

describe('sessions', () => {
  it.each([
    ['v18', ['WASID4D']],
    ['v19', ['WASID4D', '4DSID_WSZ-DB']],
    ['v20', ['4DSID_WSZ-DB']],
  ] as const)('of %s set %j, and take each value back as WASID4D', async (mode, names) => {
    await start({}, mode);
    const opened = await get('$info');
    expect(opened.cookies.map(([name]) => name)).toEqual(names);
    for (const [, value] of opened.cookies) {
      const answer = await get('Artikel_Familie?$top=1', { Cookie: `WASID4D=${value}` });
      expect(answer.status).toBe(200);
      expect(answer.cookies).toEqual(opened.cookies);
    }
    const model = (await get('Artikel_Familie?$top=1')).json ?? {};
    expect('__DATACLASS' in model).toBe(mode !== 'v18');
    expect('__SENT' in ((await get('Artikel_Familie?$top=60')).json ?? {})).toBe(mode !== 'v20');
  });

  it('are refused without exactly one WASID4D', async () => {
    const { cookies } = await get('$info');
    const [[, first], [, second]] = cookies as [[string, string], [string, string]];
    const refused = ['WASID4D=FFFF', `WASID4D=${first}; WASID4D=${first}`, `4DSID_WSZ-DB=${second}`];
    for (const cookie of refused) {
      const answer = await get('Artikel_Familie', { Cookie: cookie });
      expect([answer.status, ...errorCodes(answer)]).toEqual([401, 1822]);
      expect(answer.headers.get('4D-CREDENTIALS')).toBe('1.0');
      expect(answer.headers.get('www-authenticate')).toBe('');
    }
    const both = `WASID4D=${first}; 4DSID_WSZ-DB=${second}; theme=dark`;
    expect((await get('Artikel_Familie', { Cookie: both })).status).toBe(200);
  });

  it('run out: 402 with 1823, until one dies', async () => {
    simulator.faults.maxSessions = 2;
    const first = await openSession(simulator.url);
    await openSession(simulator.url);
    const third = await get('$info');
    expect([third.status, ...errorCodes(third)]).toEqual([402, 1823]);
    expect(third.text).toContain('Maximum number of sessions reached');
    expect((await get('Artikel_Familie', first)).status).toBe(200);
    expect((await get('Artikel_Familie', { 'NoSession-4D': 'true' })).status).toBe(200);
    clock += 3_600_000;
    expect((await get('$info')).status).toBe(200);
    expect((await get('Artikel_Familie', first)).status).toBe(401);
  });

  it('are wasted by a client that forgets its cookie', async () => {
    simulator.faults.maxSessions = 3;
    const statuses = [];
    for (let request = 0; request < 4; request++) statuses.push((await get('Artikel_Familie?$top=1')).status);
    expect(statuses).toEqual([200, 200, 200, 402]);
    simulator.endSessions();
    simulator.faults.loginRequired = true;
    expect((await get('Artikel_Familie?$top=1')).status).toBe(401);
    expect((await get('$info')).status).toBe(200);
  });

  it('expire in the middle of paging', async () => {
    simulator.faults.sessionRequests = 3;
    const session = await openSession(simulator.url);
    const statuses = [];
    for (let page = 0; page < 3; page++)
      statuses.push((await get(`Artikel_Familie?$top=10&$skip=${page}0`, session)).status);
    expect(statuses).toEqual([200, 200, 401]);
  });

  it('change their cookie, and the old one dies', async () => {
    simulator.faults.rotateCookieEvery = 3;
    const old = await openSession(simulator.url);
    expect((await get('$info', old)).cookies[0]?.[1]).toBe(old.Cookie.slice(8));
    const rotated = await get('$info', old);
    const fresh = { Cookie: `WASID4D=${rotated.cookies[0]?.[1]}` };
    expect(fresh).not.toEqual(old);
    expect((await get('$info', old)).status).toBe(401);
    expect((await get('$info', fresh)).status).toBe(200);
  });

  it('know no login by name in v20', async () => {
    await start({}, 'v20');
    const init = { method: 'POST', headers: { 'username-4D': 'a', 'password-4D': 'b' } };
    expect(errorCodes(await ask(`${simulator.url}/rest/$directory/login`, init))).toEqual([1811]);
    await start({}, 'v18');
    const nameless = await ask(`${simulator.url}/rest/$directory/login`, { method: 'POST' });
    expect([nameless.status, ...errorCodes(nameless)]).toEqual([401, 1822]);
  });
});

describe('spoilt answers', () => {
  it('strike answers with rows only, after the given number, and then stop', async () => {
    Object.assign(simulator.faults, { serverError: 1, faultsAfter: 2 });
    const statuses = [];
    for (const path of [
      '$info',
      'Artikel_Familie',
      '$catalog',
      'Artikel_Familie',
      'Artikel_Familie',
      'Artikel_Familie',
    ]) {
      statuses.push((await get(path)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 500, 200]);
  });

  it('end in the middle of the JSON', async () => {
    simulator.faults.truncateJson = 1;
    const answer = await get('Artikel_Familie');
    expect([answer.status, answer.json]).toEqual([200, undefined]);
    expect(answer.text.startsWith('{"__DATACLASS"')).toBe(true);
  });

  it('are pages of HTML with status 200', async () => {
    simulator.faults.garbage = 1;
    const answer = await get('Artikel_Familie');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.text).toContain('<html>');
  });

  it('are no answers at all', async () => {
    for (const fault of ['cutConnection', 'cutMidway'] as const) {
      simulator.faults[fault] = 1;
      await expect(get('Artikel_Familie')).rejects.toThrow();
      expect((await get('Artikel_Familie')).status).toBe(200);
    }
    expect(simulator.requests.entries.map((entry) => entry.status)).toEqual([0, 200, 0, 200]);
    simulator.faults.refuseConnections = true;
    await expect(get('$info')).rejects.toThrow();
    const control = await ask(`${simulator.url}/simulator/faults`, { method: 'DELETE' });
    expect(control.status).toBe(200);
    expect((await get('$info')).status).toBe(200);
  });

  it('come late', async () => {
    simulator.faults.delayMs = 120;
    const begin = performance.now();
    await get('$info');
    expect(performance.now() - begin).toBeGreaterThanOrEqual(115);
  });

  it('do not keep the simulator from closing', async () => {
    simulator.faults.delayMs = 60_000;
    const pending = get('$info').catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 30));
    await simulator.close();
    expect(await pending).toBe('cut');
  });
});

describe('a table that changes between pages', () => {
  async function readAll(): Promise<string[]> {
    const keys: string[] = [];
    for (let skip = 0; ; skip += 50) {
      const page = entities(await get(`Artikel_Variante?$top=50&$skip=${skip}`));
      keys.push(...page.map((row) => String(row.__KEY)));
      if (page.length < 50) return keys;
    }
  }

  it('repeats a row after an insertion', async () => {
    simulator.faults.insertBetweenPages = 1;
    const keys = await readAll();
    expect(keys.length).toBe(201);
    expect(new Set(keys).size).toBe(200);
    const [inserted] = simulator.rows.changes;
    expect(inserted).toMatchObject({ kind: 'insert', table: 'Artikel_Variante' });
    expect(keys).not.toContain(inserted?.key);
    expect(simulator.rows.find('Artikel_Variante', inserted?.key ?? '')?.Nummer).toMatch(/^NEU-/);
  });

  it('hides a row after a deletion', async () => {
    simulator.faults.removeBetweenPages = 1;
    const before = simulator.rows.table('Artikel_Variante').rows.map((row) => row.__KEY);
    const keys = await readAll();
    expect(keys.length).toBe(199);
    expect(before.filter((key) => !keys.includes(key))).toEqual([before[50]]);
    expect(simulator.rows.changes).toEqual([{ kind: 'delete', table: 'Artikel_Variante', key: before[0] }]);
  });
});
