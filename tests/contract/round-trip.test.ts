import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AnyResource, FieldSpec, Fields } from '#kernel/contract/index.ts';
import { openCsv } from '#kernel/server/import-export/read-csv.ts';
import {
  anything,
  type EveryResource,
  everyResource,
  openEveryResource,
  thoseThat,
  type Wire,
} from './every-resource.ts';
import { specialCare } from './special-care.ts';

const formats = { csv: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' } as const;

let every: EveryResource;
beforeAll(async () => {
  every = await openEveryResource();
}, 60_000);
afterAll(() => every.close());

/** What was sent, in the form in which it comes back. */
function asRead(fields: Fields, sent: Record<string, unknown>): Record<string, unknown> {
  const form = ([name, value]: [string, unknown]): [string, unknown] => {
    const { kind, fields: line = {} } = fields[name] ?? { kind: 'json' };
    if (kind === 'ref' || kind === 'file') return [name, expect.objectContaining({ id: value })];
    if (kind === 'refs') return [name, (value as number[]).map((id) => expect.objectContaining({ id }))];
    if (kind !== 'lines') return [name, value];
    const lines = (value as Record<string, unknown>[]).map((one) => expect.objectContaining(asRead(line, one)));
    return [name, lines];
  };
  return Object.fromEntries(Object.entries(sent).map(form));
}

const quoted = (cell: unknown) => `"${String(cell ?? '').replaceAll('"', '""')}"`;
/** The answer without what the rules find doubtful in it: that is no part of the record. */
const patch = async (resource: AnyResource, id: number, version: number | null, body: unknown) => {
  const answer = await every.t.call('PATCH', `/${resource.path}/${id}`, {
    as: anything,
    body,
    ...(version !== null && { headers: { 'if-match': `"${version}"` } }),
  });
  const { warnings: _warnings, ...rest } = answer.body;
  return { ...answer, body: Array.isArray(_warnings) ? rest : answer.body };
};
const remove = (resource: AnyResource, id: number, version: number | null) =>
  every.t.call('DELETE', `/${resource.path}/${id}`, {
    as: anything,
    ...(version !== null && { headers: { 'if-match': `"${version}"` } }),
  });
const exported = async (resource: AnyResource, id: number, format: keyof typeof formats) => {
  const url = `/${resource.path}/export?format=${format}&filter[id]=${id}`;
  const answer = await every.t.call('GET', url, { as: anything });
  expect(answer.status).toBe(200);
  return answer.raw;
};
const imported = (resource: AnyResource, body: Buffer | string, format: keyof typeof formats) =>
  every.t.call('POST', `/${resource.path}/import`, {
    as: anything,
    body,
    headers: { 'content-type': formats[format] },
  });

type Entry = {
  action: string;
  user: { id: number } | null;
  changes: Record<string, { before?: unknown; after?: unknown }>;
};
const historyOf = async ({ path }: AnyResource, id: number) =>
  (await every.t.call('GET', `/${path}/${id}/history`, { as: anything })).body.items as Entry[];

/** Audit rows of a record, also of one that is gone. */
const auditOf = ({ name }: AnyResource, id: number) =>
  every.t.ctx.db
    .selectFrom('kernel_audit')
    .select(['action', 'user_id', 'changes'])
    .where('resource', '=', name)
    .where('record_id', '=', id)
    .orderBy('id')
    .execute();

/** A table of names, so that a title says which resource is meant. */
const each = (resources: readonly AnyResource[]) => resources.map((resource) => [resource.name, resource] as const);
const changeable = thoseThat('update');
const hasSecond = ({ name }: AnyResource) => !specialCare[name]?.isSingle;

describe.each(each(thoseThat('create')))('%s', (_name, resource) => {
  it('comes back as it was created, in record and list, and is in the audit log', async () => {
    const sent = await every.values(resource, every.next());
    const created = await every.post(`/${resource.path}`, sent);
    expect(created).toMatchObject(asRead(resource.fields, sent));
    expect(await every.get(resource, created.id)).toEqual(created);
    const list = await every.t.call('GET', `/${resource.path}?filter[id]=${created.id}`, { as: anything });
    const [listed] = list.body.items as Wire[];
    const shown = Object.fromEntries(Object.keys(listed ?? {}).map((name) => [name, created[name]]));
    expect(listed).toEqual(shown);
    const [entry] = await historyOf(resource, created.id);
    expect(entry).toMatchObject({ action: 'create', user: { id: 1 } });
    expect(Object.keys(entry?.changes ?? {})).toEqual(expect.arrayContaining(Object.keys(sent)));
  });
});

describe.each(each(changeable))('%s', (_name, resource) => {
  it('PRD-AUD-01 PRD-AUD-14 keeps who changed what from which value to which', async () => {
    const before = await every.sample(resource.name);
    const sent = await every.values(resource, every.next() + 1);
    const changed = await patch(resource, before.id, before.version, sent);
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    expect(changed.body).toMatchObject({ ...asRead(resource.fields, sent), version: before.version + 1 });
    expect(await every.get(resource, before.id)).toEqual(changed.body);
    const [entry] = await historyOf(resource, before.id);
    expect(entry).toMatchObject({ action: 'update', user: { id: 1 } });
    const plain = Object.keys(sent).filter(
      (name) => !['ref', 'refs', 'lines'].includes(resource.fields[name]?.kind ?? ''),
    );
    const differs = plain.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(changed.body[name]));
    expect(differs.length).toBeGreaterThan(0);
    for (const name of differs)
      expect(entry?.changes[name], name).toEqual({ before: before[name], after: changed.body[name] });
  });

  it('PRD-WSR-18 refuses a change to a version that is past, and shows the present one', async () => {
    const before = await every.sample(resource.name);
    const sent = await every.values(resource, every.next() + 1);
    const { body: present } = await patch(resource, before.id, before.version, sent);
    expect(present.version).toBe(before.version + 1);
    const late = await patch(resource, before.id, before.version, sent);
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'kernel.staleVersion', params: { yours: before.version, current: present.version } },
    });
    expect(late.body.current).toEqual(present);
    expect(await patch(resource, before.id, null, sent)).toMatchObject({
      status: 428,
      body: { code: 'kernel.versionRequired' },
    });
    expect(await every.get(resource, before.id)).toEqual(present);
  });
});

describe.each(each(thoseThat('delete')))('%s', (_name, resource) => {
  it('is deleted only in the version that was seen, and leaves its audit', async () => {
    const { id, version } = await every.sample(resource.name);
    expect((await remove(resource, id, null)).body.code).toBe('kernel.versionRequired');
    expect(await remove(resource, id, version + 1)).toMatchObject({
      status: 409,
      body: { code: 'kernel.staleVersion', current: { id, version } },
    });
    expect((await remove(resource, id, version)).status).toBe(204);
    expect((await every.t.call('GET', `/${resource.path}/${id}`, { as: anything })).status).toBe(404);
    expect((await remove(resource, id, version)).body.code).toBe('kernel.notFound');
    expect((await auditOf(resource, id)).map(({ action, user_id: user }) => [action, user])).toEqual([
      ['create', 1],
      ['delete', 1],
    ]);
  });
});

describe.each(each(everyResource.filter(({ verbs }) => Object.keys(verbs).length > 0)))('%s', (_name, resource) => {
  it.each(Object.keys(resource.verbs))('%s is refused for a version that is past', async (verb) => {
    const { id, version } = await every.sample(resource.name);
    const input = await every.values(
      { ...resource, name: '', fields: resource.verbs[verb]?.input ?? {} },
      every.next(),
    );
    const answer = await every.t.call('POST', `/${resource.path}/${id}/${verb}`, {
      as: anything,
      body: input,
      headers: { 'if-match': `"${version + 1}"` },
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'kernel.staleVersion', current: { id, version } } });
  });
});

describe.each(each(everyResource))('%s', (_name, resource) => {
  it('is exported, in a file per format', async () => {
    const { id } = await every.sample(resource.name);
    const sheet = await openCsv(await exported(resource, id, 'csv'), () => true);
    const rows = await Array.fromAsync(sheet.rows());
    expect(rows.map(({ cells }) => cells[sheet.header.indexOf('id')])).toEqual([String(id)]);
    expect((await exported(resource, id, 'xlsx')).subarray(0, 2).toString()).toBe('PK');
  });
});

describe.each(each(thoseThat('import')))('%s', (_name, resource) => {
  it.each(Object.keys(formats) as (keyof typeof formats)[])(
    'changes nothing when its %s comes back',
    async (format) => {
      const before = await every.sample(resource.name);
      const report = await imported(resource, await exported(resource, before.id, format), format);
      expect(report).toMatchObject({ status: 200, body: { read: 1, unchanged: 1, errors: [] } });
      expect(await every.get(resource, before.id)).toEqual(before);
    },
  );

  it('makes the same record anew from what was exported', async () => {
    const before = await every.sample(resource.name);
    const { header, rows } = await openCsv(await exported(resource, before.id, 'csv'), () => true);
    const [{ cells } = { cells: [] }] = await Array.fromAsync(rows());
    const others = await every.values(resource, every.next());
    const specOf = (column: string): FieldSpec | undefined => resource.fields[column.split('.')[0] ?? ''];
    /** A reference of another value, by its title as sheets name it. */
    const titleOf = async (spec: FieldSpec | undefined, cell: unknown) => {
      const target = everyResource.find(({ name }) => name === spec?.target);
      return target && typeof cell === 'number' ? (await every.get(target, cell))[target.title] : cell;
    };
    const isOther = (name: string, spec: FieldSpec) =>
      spec.unique || specialCare[resource.name]?.distinct?.includes(name);
    const columns = header.flatMap((column, index) => {
      const spec = specOf(column);
      return spec && !spec.readOnly ? [{ column, cell: isOther(column, spec) ? others[column] : cells[index] }] : [];
    });
    for (const one of columns) one.cell = await titleOf(specOf(one.column), one.cell);
    const line = (values: unknown[]) => values.map(quoted).join(',');
    const file = [line(columns.map(({ column }) => column)), line(columns.map(({ cell }) => cell))].join('\n');
    const report = await imported(resource, file, 'csv');
    expect(report.body).toMatchObject({ read: 1, created: hasSecond(resource) ? 1 : 0, errors: [] });
    const newest = await every.t.call('GET', `/${resource.path}?sort=-id&limit=1`, { as: anything });
    const [{ id } = { id: 0 }] = newest.body.items as Wire[];
    const again = await every.get(resource, id);
    const carried = Object.keys(others).filter((name) => {
      const spec: FieldSpec = resource.fields[name] ?? { kind: 'json' };
      return !isOther(name, spec) && spec.kind !== 'lines';
    });
    expect(id).not.toBe(before.id);
    for (const name of carried) expect(again[name], name).toEqual(before[name]);
  });
});
