import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnyResource } from '#kernel/contract/index.ts';
import { type EveryResource, everyModule, everyResource, openEveryResource, type Wire } from './every-resource.ts';

interface Scope {
  /** Says whose a row is: a user, unless `values` tell what one may see and what not. */
  field: string;
  values?: readonly [mine: string, theirs: string];
  /** The right to see the other rows as well. */
  all: string;
}

/** What a scope goes by; a resource with a scope belongs in here. */
const owners: Readonly<Record<string, Scope>> = {
  'identity.session': { field: 'user', all: 'identity.session:all' },
  'identity.apiToken': { field: 'user', all: 'identity.apiToken:all' },
  'quality.acceptance': {
    field: 'rule',
    values: ['variantWithoutParent', 'missingPurchasePrice'],
    all: 'catalog.variant:purchasePrice',
  },
  'stocktake.entry': { field: 'countedBy', all: 'stocktake.position:expected' },
  'demo.diary': { field: 'owner', all: 'demo.diary:all' },
};
const scoped = everyModule
  .flatMap(({ resources }) => resources)
  .filter(({ resource, behaviour }) => behaviour.scope && !resource.internal)
  .map(({ resource }) => resource);

let every: EveryResource;
let me: number;
let somebody: number;
beforeAll(async () => {
  every = await openEveryResource();
  me = (await every.sample('identity.user')).id;
  somebody = (await every.sample('identity.user')).id;
}, 60_000);
afterAll(() => every.close());

it('every resource with a scope is looked at', () => {
  expect(scoped.map(({ name }) => name).sort()).toEqual(Object.keys(owners).sort());
});

describe.each(scoped.map((resource) => [resource.name, resource] as const))('PRD-PRM-43 %s', (name, resource) => {
  const { path, verbs, operations } = resource;
  const { field = '', values, all = '' } = owners[name] ?? {};
  let mine: Wire;
  let theirs: Wire;
  /** Every right but that to see everybody's rows. */
  const asMe = () => `${me}:${every.t.app.permissions.filter((permission) => permission !== all).join(',')}`;
  const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: unknown) =>
    every.t.call(method, url, { as: asMe(), body, headers: { 'if-match': '"1"' } });
  const plantedBy = async (user: number) => {
    const served = every.t.app.served(name);
    if (values) return every.plant(name, { [field]: values[user === me ? 0 : 1] });
    expect(served.resource.fields[field]?.target).toBe('identity.user');
    return every.plant(name, { [field]: user });
  };
  const rowOf = (id: number) =>
    every.t.ctx.db.selectFrom(every.t.app.served(name).table).selectAll().where('id', '=', id).executeTakeFirst();

  beforeEach(async () => {
    mine = await plantedBy(me);
    theirs = await plantedBy(somebody);
  });

  it("shows one's own rows in list, choice and export, and no others", async () => {
    const list = (await call('GET', `/${path}?count=all&limit=200`)).body as { items: Wire[]; total: number };
    const ids = list.items.map(({ id }) => id);
    expect(ids).toContain(mine.id);
    expect(ids).not.toContain(theirs.id);
    expect(list.total).toBe(ids.length);
    const pick = (await call('GET', `/${path}/pick?limit=200`)).body.items as Wire[];
    expect(pick.map(({ id }) => id).sort()).toEqual([...ids].sort());
    const file = (await call('GET', `/${path}/export?fields=id`)).raw.toString();
    expect(file.trim().split(/\s+/).slice(1).map(Number).sort()).toEqual([...ids].sort());
    const everybody = await every.t.call('GET', `/${path}?limit=200`, { as: `${asMe()},${all}` });
    expect((everybody.body.items as Wire[]).map(({ id }) => id)).toContain(theirs.id);
  });

  it("does not find others' rows by id, filter, search or the audit log", async () => {
    for (const url of [`/${path}/${theirs.id}`, `/${path}/${theirs.id}/history`])
      expect(await call('GET', url), url).toMatchObject({ status: 404, body: { code: 'kernel.notFound' } });
    expect((await call('GET', `/${path}/${mine.id}/history`)).status).toBe(200);
    for (const url of [`/${path}?filter[id]=${theirs.id}`, `/${path}/pick?id=${theirs.id}`])
      expect((await call('GET', url)).body.items, url).toEqual([]);
    const word = encodeURIComponent(String(theirs[resource.title]).split(' ')[0] ?? '');
    const { groups } = (await call('GET', `/search?q=${word}`)).body as {
      groups: { resource: string; items: Wire[] }[];
    };
    const hits = groups.filter((group) => group.resource === name).flatMap(({ items }) => items);
    expect(hits.map(({ id }) => id)).not.toContain(theirs.id);
    const log = (await call('GET', `/audit/entries?resource=${name}`)).body.items as { record: { id: number } }[];
    expect(log.map(({ record }) => record.id)).not.toContain(theirs.id);
  });

  it("does not let anybody change, delete or work on others' rows", async () => {
    const before = await rowOf(theirs.id);
    const change = await every.values(resource, every.next() + 1);
    const expected = (isOffered: boolean) =>
      isOffered
        ? { status: 404, body: { code: 'kernel.notFound' } }
        : { status: 404, body: { code: 'kernel.routeNotFound' } };
    expect(await call('PATCH', `/${path}/${theirs.id}`, change)).toMatchObject(expected(operations.includes('update')));
    expect(await call('DELETE', `/${path}/${theirs.id}`)).toMatchObject(expected(operations.includes('delete')));
    for (const verb of Object.keys(verbs)) {
      expect(await call('POST', `/${path}/${theirs.id}/${verb}`, {})).toMatchObject(expected(true));
      const both = (await call('POST', `/${path}/${verb}`, { ids: [theirs.id, mine.id] })).body as {
        done: number[];
        failed: { id: number; problem: { code: string } }[];
      };
      expect(both.done).toEqual([mine.id]);
      expect(both.failed).toMatchObject([{ id: theirs.id, problem: { code: 'kernel.notFound' } }]);
      const filtered = await call('POST', `/${path}/${verb}`, { filter: { [`filter[${field}]`]: String(somebody) } });
      expect(filtered.body).toMatchObject({ done: [], failed: [] });
    }
    expect(await rowOf(theirs.id)).toEqual(before);
  });

  it("does not import over others' rows", async () => {
    if (!operations.includes('import')) return;
    const before = await rowOf(theirs.id);
    const answer = await every.t.call('POST', `/${path}/import`, {
      as: asMe(),
      body: `id,${resource.title}\n${theirs.id},taken\n`,
      headers: { 'content-type': 'text/csv' },
    });
    expect(answer.body).toMatchObject({ failed: 1, errors: [{ field: 'id', code: 'kernel.notFound' }] });
    expect(await rowOf(theirs.id)).toEqual(before);
  });

  it("names others' rows nowhere, and lets nobody refer to them", async () => {
    for (const [other, reference] of referring(name)) {
      const pointing = await every.plant(other.name, { [reference]: theirs.id });
      const shown = await call('GET', `/${other.path}/${pointing.id}`);
      expect(shown.body[reference]).toEqual({ id: theirs.id, title: null });
      if (!other.operations.includes('create')) continue;
      const body = { ...(await every.values(other, every.next())), [reference]: theirs.id };
      expect(await call('POST', `/${other.path}`, body)).toMatchObject({
        status: 422,
        body: { fields: [{ path: reference, code: 'kernel.unknownReference' }] },
      });
      expect((await call('POST', `/${other.path}`, { ...body, [reference]: mine.id })).status).toBe(201);
    }
  });
});

/** Resources with a field that refers to the one named. */
const referring = (target: string): (readonly [AnyResource, string])[] =>
  everyResource.flatMap((resource) =>
    Object.entries(resource.fields)
      .filter(([, spec]) => spec.kind === 'ref' && spec.target === target)
      .map(([name]) => [resource, name] as const),
  );
