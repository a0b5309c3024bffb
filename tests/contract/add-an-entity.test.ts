import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages, type ModuleContract } from '#kernel/contract/index.ts';
import { type App, compileModules, createApp } from '#kernel/server/app.ts';
import { diffSchemas } from '#kernel/server/db/diff.ts';
import { declaredSchema, type Migration, migrate, schemaOf } from '#kernel/server/db/migrate.ts';
import { createHttp } from '#kernel/server/http/server.ts';
import { defineServer, type ModuleServer } from '#kernel/server/module.ts';
import { openTestEngine, testApp } from '#kernel/server/testing.ts';
import { loadTexts } from '#kernel/server/texts.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { filesOf, lineCount, textOf } from '../arch/source-files.ts';
import { contract, formerContract } from './added-entity/door.ts';
import { expectedLabels } from './expected-labels.ts';

/** The application as it was, and with the one entity more. */
const withDoor = (door: ModuleContract): ModuleServer[] => [orgServer, defineServer(door)];
const schemaWith = (door: ModuleContract) => declaredSchema(compileModules([...withDoor(door), testUsers]));

// The users that the test identity brings along are none of the entity's business, but their table is there.
let testUsers: ModuleServer;
let app: App;
let http: Awaited<ReturnType<typeof createHttp>>;
let generated: Migration;
let applied: string[];
const dataDir = mkdtempSync(join(tmpdir(), 'kontor-entity-'));

/** A database of the former version with data in it, then the new version started on it. */
beforeAll(async () => {
  const engine = await openTestEngine();
  const former = await testApp([], {});
  const [users] = former.app.modules;
  if (!users) throw new Error('the test identity has no module');
  testUsers = users;
  const { identity } = former.app;
  await former.close();
  const first: Migration = { name: '0001-former', steps: diffSchemas(new Map(), schemaWith(formerContract)) };
  await migrate(engine, [first]);
  generated = { name: '0002-depot', steps: diffSchemas(schemaOf([first]), schemaWith(contract)) };
  applied = await migrate(engine, [first, generated]);
  app = createApp({
    engine,
    modules: [...withDoor(contract), testUsers],
    identity,
    texts: loadTexts([join(import.meta.dirname, 'added-entity/locales')]),
    logger: pino({ level: 'silent' }),
    dataDir,
  });
  await orgServer.seed?.(app.systemCtx());
  http = await createHttp(app, { dataDir });
}, 60_000);
afterAll(async () => {
  await http.close();
  await app.close();
  rmSync(dataDir, { recursive: true });
});

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
async function call(method: Method, url: string, as: string, payload?: object | string, headers = {}) {
  const answer = await http.inject({
    method,
    url: url.startsWith('/api') ? url : `/api/v1${url}`,
    headers: { authorization: `Bearer ${as}`, ...headers },
    ...(payload !== undefined && { payload }),
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  return {
    status: answer.statusCode,
    text: answer.payload,
    body: (isJson ? answer.json() : {}) as Record<string, unknown>,
  };
}
const all = '1:*';
const box = { code: 'BOX-M', name: { de: 'Mittlere Schachtel', en: 'Medium box' }, unit: 1, weight: '0.25' };
const create = (values: object = box) => call('POST', '/depot/packagings', all, values);

describe('PRD-AUD-14 adding a master-data entity', () => {
  it('touches its declaration, one line in the door, the labels and a generated migration', () => {
    const declaration = 'tests/contract/added-entity/packaging.ts';
    expect(filesOf('tests/contract/added-entity/**/*.{ts,po}')).toEqual([
      'tests/contract/added-entity/door.ts',
      'tests/contract/added-entity/locales/de.po',
      'tests/contract/added-entity/locales/en.po',
      declaration,
    ]);
    expect(lineCount(declaration)).toBeLessThanOrEqual(25);
    const [former = '', present = ''] = textOf('tests/contract/added-entity/door.ts')
      .split('\n')
      .filter((line) => line.includes('defineContract(module'));
    expect(present).toBe(former.replace('formerContract', 'contract').replace('[]', '[packaging]'));
    expect(applied).toEqual(['0002-depot']);
    expect(generated.steps).toEqual([{ createTable: expect.objectContaining({ name: 'depot_packaging' }) }]);
  });

  it.each(languages)('needs just the labels that it has in %s', (language) => {
    const { required } = expectedLabels({
      contracts: [contract],
      permissions: [],
      jobKinds: [],
      errorCodes: [],
      warningCodes: [],
    });
    const ofEntity = required.filter((id) => !id.startsWith('module.'));
    expect(app.texts.ids(language).sort()).toEqual(ofEntity.sort());
  });

  it('gives record, list, filter, order, search and choice', async () => {
    const created = await create();
    expect(created).toMatchObject({ status: 201, body: { ...box, unit: { id: 1, title: 'PCE' }, version: 1 } });
    await create({ ...box, code: 'BAG', name: { de: 'Tüte', en: 'Bag' } });
    const list = await call('GET', '/depot/packagings?sort=-code&filter[unit]=1&filter[weight][gte]=0.1', all);
    expect(list.body).toMatchObject({ total: 2, items: [{ code: 'BOX-M' }, { code: 'BAG' }] });
    expect((await call('GET', '/depot/packagings?q=tuete', all)).body).toMatchObject({ items: [{ code: 'BAG' }] });
    expect((await call('GET', '/search?q=schachtel', all)).body.groups).toMatchObject([
      { resource: 'depot.packaging', items: [{ title: 'BOX-M', subtitle: 'Mittlere Schachtel' }] },
    ]);
    expect((await call('GET', '/depot/packagings/pick?q=bag', all)).body.items).toMatchObject([{ title: 'BAG' }]);
    expect((await create()).body).toMatchObject({ code: 'kernel.duplicate', fields: [{ path: 'code' }] });
  });

  it('gives versions, history and audit', async () => {
    const { body } = await create({ ...box, code: 'TUBE' });
    const url = `/depot/packagings/${body.id}`;
    const changed = await call('PATCH', url, all, { weight: '0.3' }, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ status: 200, body: { weight: '0.3', version: 2 } });
    expect((await call('PATCH', url, all, { weight: '0.4' }, { 'if-match': '"1"' })).status).toBe(409);
    const history = (await call('GET', `${url}/history`, all)).body.items;
    expect(history).toMatchObject([
      { action: 'update', user: { id: 1 }, changes: { weight: { before: '0.25', after: '0.3' } } },
      { action: 'create' },
    ]);
    expect((await call('DELETE', url, all, undefined, { 'if-match': '"2"' })).status).toBe(204);
  });

  it('gives import and export, with headers as people call the fields', async () => {
    const file = 'Kürzel;Bezeichnung;Einheit;Gewicht\nCRATE;Kiste;PCE;1,5\n';
    const imported = await call('POST', '/depot/packagings/import', all, file, { 'content-type': 'text/csv' });
    expect(imported.body).toMatchObject({ created: 1, errors: [] });
    const exported = await call('GET', '/depot/packagings/export?filter[code]=CRATE&fields=code,name,unit,weight', all);
    expect(exported.text).toContain('CRATE,Kiste,,PCE,1.5');
  });

  it('gives permissions and their refusal', async () => {
    expect(app.permissions.filter((permission) => permission.startsWith('depot.'))).toEqual(
      ['create', 'delete', 'read', 'update'].map((action) => `depot.packaging:${action}`),
    );
    expect(await call('POST', '/depot/packagings', '2:depot.packaging:read', box)).toMatchObject({
      status: 403,
      body: { params: { permission: 'depot.packaging:create' } },
    });
    expect((await call('GET', '/depot/packagings', '2:depot.packaging:read')).status).toBe(200);
  });

  it('gives its part of the API description', async () => {
    const { paths } = (await call('GET', '/api/openapi.json', all)).body as { paths: Record<string, object> };
    const ours = Object.keys(paths).filter((path) => path.startsWith('/api/v1/depot/'));
    expect(ours.map((path) => path.replace('/api/v1/depot/packagings', '')).sort()).toEqual(
      ['', '/check', '/export', '/import', '/import/columns', '/pick', '/{id}', '/{id}/check', '/{id}/history'].sort(),
    );
    expect(JSON.stringify(paths['/api/v1/depot/packagings'])).toContain('weight');
  });
});
