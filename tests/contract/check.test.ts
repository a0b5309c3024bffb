import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anything, type EveryResource, everyResource, openEveryResource, thoseThat } from './every-resource.ts';

let every: EveryResource;
beforeAll(async () => {
  every = await openEveryResource();
}, 60_000);
afterAll(() => every.close());

const check = (path: string, body: object) => every.t.call('POST', `/${path}/check`, { as: anything, body });

/** How many rows each table has, and the highest id: enough to see that something was written. */
async function state(): Promise<string> {
  const { engine } = every.t.app;
  const found: unknown[] = [];
  for (const { table } of every.t.app.resources) {
    const { rows } = await engine.reader.executeQuery(
      CompiledQuery.raw(`SELECT COUNT(*) AS n, MAX(id) AS last, SUM(version) AS versions FROM ${table}`),
    );
    found.push([table, rows]);
  }
  for (const table of ['kernel_audit', 'kernel_outbox', 'kernel_sequence', 'kernel_file', 'kernel_job'])
    found.push([table, await engine.reader.selectFrom(table).selectAll().execute()]);
  return JSON.stringify(found);
}

describe('PRD-VAL-16 PRD-VAL-30 every resource can be asked what its rules say', () => {
  it.each(thoseThat('create').map((resource) => [resource.name, resource] as const))(
    'of a new %s, without anything being written',
    async (_name, resource) => {
      const valid = await every.values(resource, every.next());
      const before = await state();
      const empty = await check(resource.path, {});
      expect(empty.status, JSON.stringify(empty.body)).toBe(200);
      expect(await state()).toBe(before);
      const { status, body } = await check(resource.path, valid);
      expect([status, body.errors], JSON.stringify(body)).toEqual([200, []]);
      expect(await state()).toBe(before);
    },
  );

  it.each(thoseThat('update').map((resource) => [resource.name, resource] as const))(
    'of changes to a %s, without anything being written',
    async (_name, resource) => {
      const { id } = await every.sample(resource.name);
      const before = await state();
      const { status, body } = await check(`${resource.path}/${id}`, { nonsense: 1 });
      expect(status, JSON.stringify(body)).toBe(200);
      expect(body.errors).toMatchObject([{ path: 'nonsense', code: 'kernel.unknownField' }]);
      expect(await state()).toBe(before);
    },
  );

  it('and has no verb of that name in its way', () => {
    expect(everyResource.filter(({ verbs }) => 'check' in verbs || 'import' in verbs)).toEqual([]);
  });
});
