import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissionOf } from '#kernel/contract/index.ts';
import type { AnyRoute } from '#kernel/server/module.ts';
import { createRows, deleteRows, runVerb, updateRows } from '#kernel/server/write.ts';
import { nodesOf } from '../../scripts/syntax-tree.ts';
import { filesOf, textOf } from '../arch/source-files.ts';
import { anything, type EveryResource, everyResource, openEveryResource } from './every-resource.ts';
import { describedRoutes, everyRoute, nameOf, urlOf } from './every-route.ts';

let every: EveryResource;
let routes: AnyRoute[];
beforeAll(async () => {
  every = await openEveryResource();
  routes = everyRoute(every.t.app);
}, 60_000);
afterAll(() => every.close());

const call = (route: AnyRoute, as?: string) =>
  every.t.call(route.method, urlOf(route), {
    ...(as && { as }),
    ...(route.method === 'POST' || route.method === 'PATCH' ? { body: {} } : {}),
  });
const allBut = (permission: string) => `1:${every.t.app.permissions.filter((one) => one !== permission).join(',')}`;
const isGuarded = (route: AnyRoute): route is AnyRoute & { access: { permission: string } } =>
  typeof route.access === 'object';

/** Whoever adds one adds it here too, and says why nobody has to be known for it. */
const publicRoutes = [
  // Nobody is signed in yet.
  'POST /identity/sign-in',
  'POST /identity/password-link',
  'GET /identity/set-up',
  'POST /identity/set-up',
  // Says who is signed in, or that nobody is.
  'GET /identity/session',
  // Ends what there is; there may be nothing.
  'POST /identity/sign-out',
];

describe('PRD-PRM-41 PRD-GEN-11 every route', () => {
  it('of the API description declares who may call it, and every declared one is described', async () => {
    const described = await describedRoutes((url) => every.t.call('GET', url));
    expect(described.sort()).toEqual(routes.map(nameOf).sort());
    expect(described.length).toBeGreaterThan(150);
    const known = new Set(every.t.app.permissions);
    const unknown = routes.filter((route) => isGuarded(route) && !known.has(route.access.permission));
    expect(unknown.map(nameOf)).toEqual([]);
  });

  it('that is open to everybody is listed here', () => {
    expect(
      routes
        .filter(({ access }) => access === 'public')
        .map(nameOf)
        .sort(),
    ).toEqual(publicRoutes.sort());
  });

  it('refuses whoever is signed out', async () => {
    for (const route of routes.filter(({ access }) => access !== 'public')) {
      const answer = await call(route);
      expect(answer, nameOf(route)).toMatchObject({ status: 401, body: { code: 'kernel.notSignedIn' } });
    }
  });

  it('PRD-PRM-01 PRD-PRM-03 refuses whoever lacks its permission, has he all others, and names it', async () => {
    const guarded = routes.filter(isGuarded);
    expect(guarded.length).toBeGreaterThan(150);
    for (const route of guarded) {
      const { permission } = route.access;
      expect(await call(route, allBut(permission)), nameOf(route)).toMatchObject({
        status: 403,
        body: { code: 'kernel.missingPermission', params: { permission } },
      });
    }
  });

  it('lets whoever has its permission alone get further', async () => {
    for (const route of routes.filter(isGuarded)) {
      const { status, body } = await call(route, `1:${route.access.permission}`);
      const named = (body.params as { permission?: string } | undefined)?.permission;
      expect(status, nameOf(route)).not.toBe(401);
      expect(named, nameOf(route)).not.toBe(route.access.permission);
      expect(status, `${nameOf(route)}: ${JSON.stringify(body)}`).toBeLessThan(500);
    }
  });
});

describe.each(everyResource.map((resource) => [resource.name, resource] as const))('%s', (name, resource) => {
  const { operations, path } = resource;

  it('PRD-MIG-15 PRD-PRM-32 is exported and imported only with the right to that as well', async () => {
    const read = `1:${permissionOf(resource, 'read')}`;
    expect(await every.t.call('GET', `/${path}/export`, { as: read })).toMatchObject({
      status: 403,
      body: { params: { permission: 'data:export' } },
    });
    const file = { body: `${resource.title}\nx\n`, headers: { 'content-type': 'text/csv' } };
    const imported = await every.t.call('POST', `/${path}/import`, { as: '1:data:import', ...file });
    if (!operations.includes('import')) expect(imported.status).toBe(404);
    else {
      const permission = permissionOf(resource, operations.includes('create') ? 'create' : 'update');
      expect(imported).toMatchObject({ status: 403, body: { params: { permission } } });
    }
  });

  it('is found by search and in the audit log only by who may read it', async () => {
    const { id } = await every.sample(name);
    const record = await every.get(resource, id);
    const words = resource.search.map((field) => record[field]).filter((value) => typeof value === 'string');
    const [word = name] = words.map((value) => encodeURIComponent(String(value).split(' ')[0] ?? ''));
    const read = permissionOf(resource, 'read');
    const others = every.t.app.permissions.filter((permission) => permission !== read);
    const seen = async (as: string) => {
      const found = (await every.t.call('GET', `/search?q=${word}`, { as })).body.groups as { resource: string }[];
      const log = (await every.t.call('GET', `/audit/entries?resource=${name}`, { as })).body.items as unknown[];
      return [found.some((group) => group.resource === name), log.length > 0];
    };
    const isFound = words.length > 0 && !resource.hidden;
    const isLogged = !resource.appendOnly;
    expect(await seen(`1:${[...others, read].join(',')}`)).toEqual([isFound, isLogged]);
    expect(await seen(`1:${others.join(',')}`)).toEqual([false, false]);
  });

  it('is guarded by the write path itself, for jobs and imports too', async () => {
    const served = every.t.app.served(name);
    const ctx = every.t.as('something:else');
    const { id } = await every.sample(name);
    const acts: [string, () => Promise<unknown>][] = [
      ['create', () => createRows(ctx, served, [{}])],
      ['update', () => updateRows(ctx, served, [{ id, patch: {} }])],
      ['delete', () => deleteRows(ctx, served, [{ id }])],
      ...Object.keys(resource.verbs).map((verb): [string, () => Promise<unknown>] => [
        verb,
        () => runVerb(ctx, served, verb, { id }, {}),
      ]),
    ];
    for (const [action, act] of acts) {
      const isOffered = action in resource.verbs || operations.some((operation) => operation === action);
      const expected = isOffered
        ? { code: 'kernel.missingPermission', params: { permission: `${name}:${action}` } }
        : { code: 'kernel.methodNotAllowed' };
      await expect(act(), action).rejects.toMatchObject(expected);
    }
    expect(await every.get(resource, id)).toMatchObject({ id, version: 1 });
  });

  it('offers on a record just what the reader may do with it', async () => {
    const { id } = await every.sample(name);
    const get = async (as: string) => (await every.t.call('GET', `/${path}/${id}`, { as })).body.abilities;
    // Acceptances are for who may see what they are about.
    const wide = 'identity.session:all,identity.apiToken:all,catalog.variant:read';
    const reader = `1:${permissionOf(resource, 'read')},${wide}`;
    expect(await get(reader)).toMatchObject({ update: false, delete: false, verbs: [] });
    const state = String((await every.get(resource, id)).state ?? '');
    const verbs = Object.entries(resource.verbs).filter(([, { from }]) => !from || from.includes(state));
    expect(await get(anything)).toMatchObject({ verbs: verbs.map(([verb]) => verb) });
  });
});

describe('reading', () => {
  /** Every row of every table, as one text per table. */
  async function everything(): Promise<Record<string, string>> {
    const { engine } = every.t.app;
    const { rows } = await engine.reader.executeQuery<{ name: string }>(
      CompiledQuery.raw(
        engine.dialect === 'sqlite'
          ? `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`
          : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY table_name',
      ),
    );
    const found: Record<string, string> = {};
    for (const { name } of rows) {
      const cells = await engine.reader.selectFrom(name).selectAll().execute();
      found[name] = JSON.stringify(cells.map((row) => JSON.stringify(row)).sort());
    }
    return found;
  }

  it('never writes, whichever route is asked', async () => {
    const ids = new Map<string, number>();
    for (const resource of everyResource) ids.set(resource.path, (await every.sample(resource.name)).id);
    const before = await everything();
    expect(Object.keys(before).length).toBeGreaterThan(30);
    const asked = routes.filter(({ method }) => method === 'GET');
    for (const route of asked) {
      const id = [...ids].find(([path]) => route.path.startsWith(`/${path}/`))?.[1] ?? 1;
      const query = route.path === '/search' ? '?q=a' : '';
      const { status, body } = await every.t.call('GET', urlOf(route, id) + query, { as: anything });
      expect(status, `${nameOf(route)}: ${JSON.stringify(body)}`).toBeLessThan(500);
      // What asks for more than an id says so: everything else has an answer.
      const asksMore = status === 422 && route.query?.safeParse({}).success === false;
      if (route.path.includes(':id') && ids.has(route.path.slice(1).split('/:id')[0] ?? '') && !asksMore)
        expect(status, nameOf(route)).toBe(200);
    }
    expect(await everything()).toEqual(before);
  });
});

describe('the roles Kontor brings along', () => {
  const source = filesOf('modules/identity/server/roles/role-seed.ts');
  const patterns = source.flatMap((file) =>
    nodesOf(file, textOf(file)).flatMap(({ type, value }) =>
      type === 'Literal' && /^!?[\w.*]+:[\w*|]+$/.test(String(value)) ? [String(value)] : [],
    ),
  );
  /** Each action of each pattern by itself, without the `!` that takes away. */
  const single = new Set(
    patterns.flatMap((pattern) => {
      const [resource = '', actions = ''] = pattern.replace('!', '').split(':');
      return actions.split('|').map((action) => `${resource}:${action}`);
    }),
  );
  /** Rights of modules and functions of later phases (PRD §4.7.2): they grant nothing until these exist. */
  const later = new Set([
    ...['images', 'production', 'purchasing', 'accounting', 'shop', 'dashboards', 'quality', 'hr'].map(
      (module) => `${module}.*`,
    ),
    'production.workstation',
    'party.supplier',
    'sales.return',
    'sales.inquiry',
    'stock.transfer',
    'stock.count',
  ]);
  const laterActions = new Set(['sales.order:pick', 'stock.*:adjust', 'documents.*:read', 'legacy.*:*', 'legacy:*']);
  const isLater = (one: string) => later.has(one.split(':')[0] ?? '') || laterActions.has(one);
  const matches = (one: string) => {
    const [resource = '', action = ''] = one.split(':');
    const part = (text: string, glob: string) =>
      new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(text);
    return every.t.app.permissions.some((permission) => {
      const [known = '', does = ''] = permission.split(':');
      return part(known, resource) && part(does, action);
    });
  };

  it('name no permission that does not exist, except those of later phases', () => {
    expect(patterns.length).toBeGreaterThan(60);
    expect([...single].filter((one) => !isLater(one) && !matches(one))).toEqual([]);
    expect(matches('sales.order:confrim')).toBe(false);
  });

  it('hold in the database only permissions that exist', async () => {
    const known = new Set(['*', ...every.t.app.permissions]);
    const rows = await every.t.ctx.db.selectFrom('identity_role_permissions').select('permission').execute();
    expect(rows.length).toBeGreaterThan(300);
    expect(rows.filter(({ permission }) => !known.has(String(permission)))).toEqual([]);
  });
});
