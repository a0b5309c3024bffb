import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnyResource, type FieldSpec, permissionOf } from '#kernel/contract/index.ts';
import { anything, type EveryResource, everyResource, openEveryResource, type Wire } from './every-resource.ts';

let every: EveryResource;
beforeAll(async () => {
  every = await openEveryResource();
}, 60_000);
afterAll(() => every.close());

interface Sensitive {
  resource: AnyResource;
  /** `purchasePrice`, `lines.margin`. */
  path: string;
  spec: FieldSpec;
}

function* sensitiveFields(resource: AnyResource): Generator<Sensitive> {
  for (const [name, spec] of Object.entries(resource.fields)) {
    if (spec.read || spec.secret) yield { resource, path: name, spec };
    for (const [line, lineSpec] of Object.entries(spec.fields ?? {}))
      if (lineSpec.read || lineSpec.secret) yield { resource, path: `${name}.${line}`, spec: lineSpec };
  }
}
const sensitive = everyResource.flatMap((resource) => [...sensitiveFields(resource)]);
const titled = (fields: readonly Sensitive[]) =>
  fields.map((field) => [`${field.resource.name}.${field.path}`, field] as const);

/** Everything that leaves the house about a record, by the way it takes. */
async function waysOut({ path, name, title }: AnyResource, record: Wire, as: string): Promise<Record<string, string>> {
  const get = async (url: string) => {
    const { status, body, raw, headers } = await every.t.call('GET', url, { as });
    expect(status, `${url}: ${JSON.stringify(body)}`).toBe(200);
    return String(headers['content-type']).includes('json') ? JSON.stringify(body) : raw.toString();
  };
  const named = typeof record[title] === 'string' ? encodeURIComponent(String(record[title]).split(' ')[0] ?? '') : 'x';
  return {
    record: await get(`/${path}/${record.id}`),
    list: await get(`/${path}?filter[id]=${record.id}`),
    history: await get(`/${path}/${record.id}/history`),
    pick: await get(`/${path}/pick?id=${record.id}`),
    export: await get(`/${path}/export?filter[id]=${record.id}`),
    auditLog: await get(`/audit/entries?resource=${name}`),
    search: await get(`/search?q=${named}`),
  };
}

const shows = (text: string, name: string, value: unknown) =>
  new RegExp(`\\b${name}\\b`).test(text) || (value !== null && value !== undefined && text.includes(String(value)));

describe.each(titled(sensitive.filter(({ spec }) => spec.read && !spec.secret)))(
  'PRD-PRM-02 %s',
  (_name, { resource, path, spec }) => {
    const [name = '', line] = path.split('.');
    const leaf = line ?? name;
    const valueIn = (record: Wire) =>
      line ? (record[name] as Record<string, unknown>[] | undefined)?.[0]?.[line] : record[name];
    const rights = () => every.t.app.permissions.filter((permission) => permission !== spec.read);
    const without = () => `1:${rights().join(',')}`;

    it('leaves the house on no way without its permission, on each with it', async () => {
      const record = await every.plant(resource.name);
      const value = valueIn(record);
      expect(value, 'what is to be hidden').toBeTruthy();
      const hidden = await waysOut(resource, record, without());
      expect(Object.keys(hidden).filter((way) => shows(hidden[way] ?? '', leaf, value))).toEqual([]);
      const open = await waysOut(resource, record, `${without()},${spec.read}`);
      // What is written once has no history beside itself.
      const kept = resource.appendOnly ? [] : ['history', 'auditLog'];
      const ways = line ? ['record', ...kept] : ['record', 'list', 'export', ...kept];
      expect(ways.filter((way) => !shows(open[way] ?? '', leaf, value))).toEqual([]);
    });

    it('cannot be found out by filter, order, columns or search', async () => {
      const record = await every.plant(resource.name);
      const value = encodeURIComponent(String(valueIn(record)));
      const get = async (query: string, as = without()) => every.t.call('GET', `/${resource.path}?${query}`, { as });
      for (const query of [`filter[${leaf}]=${value}`, `filter[${leaf}][empty]=false`])
        expect(await get(query), query).toMatchObject({ status: 400, body: { code: 'kernel.invalidFilter' } });
      expect(await get(`sort=${leaf}`)).toMatchObject({ status: 400, body: { code: 'kernel.invalidSort' } });
      const asked = await get(`fields=${leaf}&filter[id]=${record.id}`);
      expect((asked.body.items as Wire[])[0]).not.toHaveProperty(leaf);
      const file = await every.t.call('GET', `/${resource.path}/export?fields=id,${leaf}`, { as: without() });
      // A field of lines is no column at all: the refusal repeats the name that was asked for.
      expect(file.status === 422 ? '' : file.raw.toString()).not.toMatch(new RegExp(`\\b${leaf}\\b`));
    });

    it('stays hidden in what a write answers, and cannot be set', async () => {
      if (line || !resource.operations.includes('update')) return;
      const record = await every.sample(resource.name);
      const change = (body: unknown, version: number) =>
        every.t.call('PATCH', `/${resource.path}/${record.id}`, {
          as: without(),
          body,
          headers: { 'if-match': `"${version}"` },
        });
      const others = await every.values(resource, every.next() + 1);
      const visible = Object.entries(others).filter(([other]) => {
        const { read, write, fields = {} } = resource.fields[other] ?? {};
        return ![read, write, ...Object.values(fields).map((inner) => inner.read)].includes(spec.read);
      });
      const changed = await change(Object.fromEntries(visible), record.version);
      expect(changed.status, JSON.stringify(changed.body)).toBe(200);
      expect(changed.body).not.toHaveProperty(name);
      const stale = await change(Object.fromEntries(visible), record.version);
      expect(stale.status).toBe(409);
      expect(stale.body.current).not.toHaveProperty(name);
      expect(await every.get(resource, record.id)).toMatchObject({ [name]: record[name] });
      if (spec.readOnly || spec.write) return;
      expect((await change({ [name]: others[name] }, record.version + 1)).body.code).toBe('kernel.fieldNotPermitted');
    });
  },
);

const guarded = everyResource.flatMap((resource) =>
  Object.entries(resource.fields)
    .filter(([, { write, readOnly }]) => write && !readOnly)
    .map(([path, spec]) => ({ resource, path, spec })),
);

describe.each(titled(guarded))('%s', (_name, { resource, path, spec }) => {
  it('is set only with the permission to that', async () => {
    const permission = spec.write ?? '';
    const as = `1:${every.t.app.permissions.filter((one) => one !== permission).join(',')}`;
    const body = await every.values(resource, every.next());
    const { id, version } = await every.sample(resource.name);
    // What is made by another way than by entering it is changed.
    const refused = resource.operations.includes('create')
      ? await every.t.call('POST', `/${resource.path}`, { as, body })
      : await every.t.call('PATCH', `/${resource.path}/${id}`, {
          as,
          body: { [path]: body[path] },
          headers: { 'if-match': `"${version}"` },
        });
    expect(refused).toMatchObject({ status: 403, body: { code: 'kernel.fieldNotPermitted' } });
    expect(refused.body.fields).toContainEqual(expect.objectContaining({ path, code: 'kernel.fieldNotPermitted' }));
    const read = { as: `1:${[permissionOf(resource, 'read'), spec.read].join(',')}` };
    const { body: shown } = await every.t.call('GET', `/${resource.path}/${id}`, read);
    expect((shown.abilities as { fixed: string[] }).fixed).toContain(path);
  });
});

describe.each(titled(sensitive.filter(({ spec }) => spec.secret)))('%s', (_name, { resource, path }) => {
  it('is a secret, whoever asks on whatever way', async () => {
    const value = `geheimnis${every.next()}`;
    const record = await every.plant(resource.name, { [path]: value });
    const ways = await waysOut(resource, record, anything);
    expect(Object.keys(ways).filter((way) => shows(ways[way] ?? '', path, value))).toEqual([]);
    const audit = await every.t.ctx.db.selectFrom('kernel_audit').select('changes').execute();
    expect(JSON.stringify(audit)).not.toContain(value);
    const filtered = await every.t.call('GET', `/${resource.path}?filter[${path}]=${value}`, { as: anything });
    expect(filtered.status).toBe(400);
  });
});

it('there are sensitive fields and secrets', () => {
  expect(titled(sensitive).map(([name]) => name)).toEqual(
    expect.arrayContaining(['catalog.variant.purchasePrice', 'identity.session.tokenHash']),
  );
});
