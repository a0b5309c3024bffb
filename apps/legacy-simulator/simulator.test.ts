import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noFaults } from './faults.ts';
import { type LegacySimulator, startLegacySimulator } from './simulator.ts';
import { ask, entities, errorCodes, openSession } from './test-client.ts';

let simulator: LegacySimulator;
let session: { Cookie: string };

beforeAll(async () => {
  simulator = await startLegacySimulator();
});

afterAll(() => simulator.close());

beforeEach(async () => {
  Object.assign(simulator.faults, noFaults);
  session = await openSession(simulator.url);
  simulator.requests.clear();
});

const get = (path: string, headers: Record<string, string> = session) =>
  ask(`${simulator.url}/rest/${path}`, { headers });
const filter = (text: string) => `$filter=${encodeURIComponent(text)}`;

describe('rows', () => {
  it('come in 4D’s envelope, 100 unless told', async () => {
    const answer = await get('Artikel_Variante');
    const { __ENTITIES, ...frame } = answer.json ?? {};
    expect(frame).toEqual({
      __DATACLASS: 'Artikel_Variante',
      __entityModel: 'Artikel_Variante',
      __GlobalStamp: 1,
      __COUNT: 4319,
      __SENT: 100,
      __FIRST: 0,
    });
    const rows = simulator.dataSet.tables.find((table) => table.name === 'Artikel_Variante')?.rows ?? [];
    expect(__ENTITIES).toEqual(rows.slice(0, 100));
    expect(answer.headers.get('4DREST-INFO')).toBe('1.0');
    expect(answer.headers.get('content-type')).toContain('application/json');
  });

  it('can be paged to the end: every row once', async () => {
    const keys: unknown[] = [];
    for (let skip = 0; ; skip += 1000) {
      const page = entities(await get(`Artikel_Variante?$top=1000&$skip=${skip}`));
      keys.push(...page.map((row) => row.__KEY));
      if (page.length < 1000) break;
    }
    expect(keys.length).toBe(4319);
    expect(new Set(keys).size).toBe(4319);
  });

  it('take $limit for $top and know their place', async () => {
    const answer = await get('Artikel_Familie?$limit=3&$skip=1569');
    expect(answer.json).toMatchObject({ __COUNT: 1571, __SENT: 2, __FIRST: 1569 });
    expect(errorCodes(await get('Artikel_Familie?$top=all'))).toEqual([1801]);
  });

  it('are found by the filters of the existing client', async () => {
    const numbers = async (text: string) =>
      entities(await get(`Artikel_Variante?${filter(text)}`)).map((row) => row.Nummer);
    expect(await numbers(`'Familie_ = "7464FEB39C516942B01E62F44B1ED454"'`)).toContain('807130');
    expect((await numbers(`'Nummer = 803721' or 'Nummer = 731671'`)).sort()).toEqual(['731671', '803721']);
    expect(await numbers(`('Nummer = 803721' or 'Nummer = 731671') and 'alteNummer = "11400-BE"'`)).toEqual(['803721']);
    const box = await get(`parameter?${filter('scope == "Schüttentypen"')}`);
    expect(box.json?.__COUNT).toBe(1);
    const parameters = `${filter('"Nummer = :1"')}&$params=${encodeURIComponent(`'["807130"]'`)}`;
    expect((await get(`Artikel_Variante?${parameters}`)).json?.__COUNT).toBe(1);
  });

  it('fail on the two faulty filters with 500, on wrong ones with 400', async () => {
    expect((await get(`Artikel_Variante?${filter(`'created_date > "2025-01-01"'`)}`)).status).toBe(500);
    expect((await get(`Artikel_Variante?${filter(`'__TIMESTAMP >= "2025-01-01"'`)}`)).status).toBe(500);
    expect((await get(`Artikel_Variante?${filter(`'created_date >= "2020-01-01"'`)}`)).status).toBe(200);
    const wrong = await get(`Artikel_Variante?${filter(`'aktiv = true'`)}`);
    expect([wrong.status, ...errorCodes(wrong)]).toEqual([400, 1500]);
    expect((await get(`Artikel_Familie?${filter(`'aktiv = true'`)}`)).status).toBe(200);
  });

  it('come with chosen attributes, by path or option', async () => {
    for (const path of ['Artikel_Variante/Nummer,Preise?$top=1', 'Artikel_Variante?$top=1&$attributes=Nummer,Preise']) {
      const [row] = entities(await get(path));
      expect(Object.keys(row ?? {})).toEqual(['__KEY', '__TIMESTAMP', '__STAMP', 'Nummer', 'Preise']);
    }
    expect(errorCodes(await get('Artikel_Variante/nummer'))).toEqual([1500, 1804]);
  });

  it('come in order, dates as dates', async () => {
    const path = 'Artikel_Variante?$top=4319&$orderby=created_date desc, Nummer&$attributes=created_date,Nummer';
    const rows = entities(await get(path));
    const order = rows.map((row) => {
      const [day = 0, month = 0, year = 0] = String(row.created_date).split('!').map(Number);
      return year * 10_000 + month * 100 + day;
    });
    expect(order).toEqual(order.toSorted((a, b) => b - a));
    expect(order[0]).toBeGreaterThan(20_200_000);
    expect(errorCodes(await get('Artikel_Variante?$orderby=nichts'))).toEqual([1810]);
  });

  it('can be asked for alone, by key or attribute', async () => {
    const key = '7464FEB39C516942B01E62F44B1ED454';
    for (const path of [`Artikel_Familie(${key})`, `Artikel_Familie("${key}")`, 'Artikel_Familie:Nummer(912859)']) {
      expect((await get(path)).json).toMatchObject({ __entityModel: 'Artikel_Familie', __KEY: key, Nummer: '912859' });
    }
    const missing = await get('Artikel_Familie(NONE)');
    expect([missing.status, ...errorCodes(missing)]).toEqual([404, 1542]);
  });

  it('stay together in an entity set while the table changes', async () => {
    const set = await get(`Kunden?$method=entityset&$top=1&${filter('aktiv = true')}`);
    const path = String(set.json?.__ENTITYSET).replace('/rest/', '');
    const before = entities(await get(`${path}?$top=500`)).map((row) => row.__KEY);
    simulator.rows.insert('Kunden', { aktiv: true, Kundengr: 'Neu' }, 0);
    expect(entities(await get(`${path}?$top=500`)).map((row) => row.__KEY)).toEqual(before);
    expect((await get(`${path}?$method=release`)).json).toEqual({ ok: true });
    expect(errorCodes(await get(path))).toEqual([1802]);
  });

  it('are refused for unknown tables and keywords', async () => {
    const unknown = await get('artikel_variante');
    expect([unknown.status, ...errorCodes(unknown)]).toEqual([404, 1800]);
    expect(errorCodes(await get('Kunden?$select=AdrNr'))).toEqual([1811]);
    expect(errorCodes(await get('Kunden?$method=guess'))).toEqual([1812]);
    expect(errorCodes(await get('Kunden%E0%A4%A'))).toEqual([1806]);
  });

  it('take the other wrappings that clients have met', async () => {
    simulator.faults.envelope = 'value';
    expect((await get('Kunden?$top=2')).json).toEqual({ value: [expect.anything(), expect.anything()] });
    simulator.faults.envelope = 'array';
    expect((await get('Kunden?$top=2')).json).toHaveLength(2);
    simulator.faults.envelope = 'entities';
    expect((await get('Kunden?$top=2&$asArray=true')).json).toHaveLength(2);
  });
});

describe('the catalogue', () => {
  it('lists the tables and describes them', async () => {
    const list = (await get('$catalog')).json?.dataClasses;
    expect(list).toContainEqual({
      name: 'Artikel_Familie',
      uri: '/rest/$catalog/Artikel_Familie',
      dataURI: '/rest/Artikel_Familie',
    });
    const family = (await get('$catalog/Artikel_Familie')).json;
    expect(family).toMatchObject({ name: 'Artikel_Familie', className: 'Artikel_Familie', key: [{ name: 'UUID' }] });
    expect(family?.attributes).toContainEqual(
      expect.objectContaining({ name: 'aktiv', kind: 'storage', type: 'bool' }),
    );
    expect((await get('$catalog/$all')).json?.dataClasses).toHaveLength(6);
    expect((await get('$catalog/Nichts')).status).toBe(404);
  });
});

describe('writing', () => {
  it.each([
    ['POST', 'Artikel_Variante?$method=update'],
    ['GET', 'Artikel_Variante(1)?$method=delete'],
    ['DELETE', 'Artikel_Variante(1)'],
    ['PUT', 'Artikel_Variante'],
  ])('is refused and counted: %s %s', async (method, path) => {
    const answer = await ask(`${simulator.url}/rest/${path}`, { method, headers: session });
    expect([answer.status, ...errorCodes(answer)]).toEqual([403, 1046]);
    expect(simulator.requests.writeAttempts).toEqual([{ method, url: `/rest/${path}`, status: 403 }]);
    expect(simulator.rows.table('Artikel_Variante').rows.length).toBe(4319);
  });

  it('is not what reading and logging in are', async () => {
    await get('Artikel_Variante?$top=1');
    const login = await ask(`${simulator.url}/rest/$directory/login`, {
      method: 'POST',
      headers: { 'username-4D': 'kontor', 'password-4D': 'x' },
    });
    expect(login.json).toEqual({ result: true });
    expect(simulator.requests.writeAttempts).toEqual([]);
    expect(simulator.requests.total).toBe(2);
  });
});

describe('the handle over HTTP', () => {
  const control = (method: string, path: string, body?: unknown) =>
    ask(`${simulator.url}/simulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it('switches faults, refuses unknown ones, and resets', async () => {
    expect((await control('PUT', 'faults', { serverError: 1 })).json).toEqual({ ...noFaults, serverError: 1 });
    expect((await get('Kunden')).status).toBe(500);
    expect((await get('Kunden')).status).toBe(200);
    expect((await control('PUT', 'faults', { slow: 1 })).status).toBe(400);
    await control('PUT', 'faults', { delayMs: 3 });
    await control('DELETE', 'faults');
    expect((await control('GET', 'faults')).json).toEqual(noFaults);
  });

  it('shows and clears the requests', async () => {
    await get('Kunden?$top=1');
    expect((await control('GET', 'requests')).json).toEqual({
      total: 1,
      writeAttempts: [],
      entries: [{ method: 'GET', url: '/rest/Kunden?$top=1', status: 200 }],
    });
    await control('DELETE', 'requests');
    expect(simulator.requests.entries).toEqual([]);
  });

  it('changes one row, and with it stamp, timestamp and date of change', async () => {
    const before = simulator.rows.table('Artikel_Familie').rows[7];
    const key = before?.__KEY ?? '';
    await control('POST', 'rows/Artikel_Familie', { __KEY: key, Bezeichnung: 'Löwe, brüllend' });
    const after = (await get(`Artikel_Familie(${key})`)).json;
    expect(after).toMatchObject({ Bezeichnung: 'Löwe, brüllend', __STAMP: (before?.__STAMP ?? 0) + 1 });
    expect(Date.parse(String(after?.__TIMESTAMP))).toBeGreaterThan(Date.now() - 60_000);
    const today = new Date(String(after?.__TIMESTAMP));
    const date = `${today.getUTCDate()}!${today.getUTCMonth() + 1}!${today.getUTCFullYear()}`;
    expect(after?.modified_date).toBe(date);
    const original = simulator.dataSet.tables.find((table) => table.name === 'Artikel_Familie')?.rows[7];
    expect(original).toBe(before);
    expect(before?.Bezeichnung).not.toBe('Löwe, brüllend');
  });

  it('inserts and deletes rows', async () => {
    const { json } = await control('POST', 'rows/Artikel_Variante', { Nummer: '999001', alteNummer: '1-BE' });
    const key = String(json?.__KEY);
    expect((await get(`Artikel_Variante(${key})`)).json).toMatchObject({
      Nummer: '999001',
      Preise: null,
      Aktiv: false,
    });
    expect((await control('PATCH', `rows/Artikel_Variante/${key}`, { Aktiv: true })).json).toMatchObject({
      Aktiv: true,
    });
    expect((await control('DELETE', `rows/Artikel_Variante/${key}`)).status).toBe(204);
    expect((await get(`Artikel_Variante(${key})`)).status).toBe(404);
    const changes = simulator.rows.changes.filter((change) => change.key === key).map((change) => change.kind);
    expect(changes).toEqual(['insert', 'patch', 'delete']);
    expect((await control('POST', 'rows/Artikel_Variante', { nummer: '1' })).status).toBe(400);
    expect((await control('DELETE', 'rows/Artikel_Variante/NONE')).status).toBe(400);
    expect((await control('GET', 'nothing')).status).toBe(400);
  });
});
