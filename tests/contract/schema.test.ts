import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modules } from '#apps/server/modules.ts';
import { compileModules } from '#kernel/server/app.ts';
import { diffSchemas } from '#kernel/server/db/diff.ts';
import type { Engine } from '#kernel/server/db/engine.ts';
import { createSchema, declaredSchema, migrate, type Schema, schemaOf } from '#kernel/server/db/migrate.ts';
import { openTestEngine } from '#kernel/server/testing.ts';
import { migrations } from '../../migrations/index.ts';
import { storedSchema } from './stored-schema.ts';

const declared = declaredSchema(compileModules(modules));

/** Tables by name; the order of columns and indexes is that of history and says nothing. */
const asData = (schema: Schema) =>
  Object.fromEntries(
    [...schema].map(([name, { unique, indexes, ...table }]) => {
      const sorted = (lists: string[][] | undefined) => (lists ?? []).map((columns) => columns.join()).sort();
      return [name, { ...table, unique: sorted(unique), indexes: sorted(indexes) }];
    }),
  );

describe('PRD-DBC-31 the history of migrations', () => {
  let migrated: Engine;
  let created: Engine;
  beforeAll(async () => {
    [migrated, created] = await Promise.all([openTestEngine(), openTestEngine()]);
  });
  afterAll(async () => {
    await migrated.close();
    await created.close();
  });

  it('leads to what the declarations ask for', () => {
    expect(diffSchemas(schemaOf(migrations), declared)).toEqual([]);
    expect(asData(schemaOf(migrations))).toEqual(asData(declared));
  });

  it('bears each name once, in the order of names', () => {
    const names = migrations.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it('PRD-DBC-09 makes of an empty database the one the declarations ask for, and then has nothing to do', async () => {
    expect(await migrate(migrated, migrations)).toEqual(migrations.map(({ name }) => name));
    await createSchema(created, declared);
    const before = await storedSchema(migrated);
    expect(Object.keys(before).sort()).toEqual([...declared.keys()].sort());
    expect(before).toEqual(await storedSchema(created));
    expect(await migrate(migrated, migrations)).toEqual([]);
    expect(await storedSchema(migrated)).toEqual(before);
  }, 60_000);

  it('refuses a database that knows more than this program', async () => {
    await expect(migrate(migrated, migrations.slice(0, -1))).rejects.toThrow('newer than this program');
  });
});
