import { CompiledQuery } from 'kysely';
import type { Served } from '../served.ts';
import { type Ddl, type Dialect, ddl } from './ddl.ts';
import type { Db, Engine } from './engine.ts';
import { kernelTables } from './kernel-tables.ts';
import { resourceTables } from './resource-tables.ts';
import type { Column, TableModel } from './tables.ts';

/** One change of the schema, as data, so that the schema at any point can be computed without a database. */
export type Step =
  | { createTable: TableModel }
  | { dropTable: string }
  | { addColumn: { table: string; name: string; column: Column } }
  | { dropColumn: { table: string; name: string } }
  | { addIndex: { table: string; columns: string[]; unique: boolean } }
  | { dropIndex: { table: string; columns: string[]; unique: boolean } }
  /** What the database refuses for this table (append-only, locked states) is set anew. */
  | { setGuards: Pick<TableModel, 'appendOnly' | 'lock'> & { table: string } }
  /** Data that has to move; the same statements for both engines unless they differ. */
  | { run: string[] | Record<Dialect, string[]> };

export interface Migration {
  /** File name without its ending; the order of names is the order of history. */
  name: string;
  steps: Step[];
}

export type Schema = Map<string, TableModel>;

/** All tables that the kernel and the served resources ask for. */
export const declaredSchema = (resources: readonly Served[]): Schema =>
  new Map([...kernelTables, ...resources.flatMap(resourceTables)].map((table) => [table.name, table]));

/** Tables after those they refer to. */
export function inOrderOfReference(tables: readonly TableModel[]): TableModel[] {
  const waiting = new Map(tables.map((table) => [table.name, table]));
  const ordered: TableModel[] = [];
  const visit = (table: TableModel) => {
    if (!waiting.delete(table.name)) return;
    for (const { references } of Object.values(table.columns)) {
      const other = references ? waiting.get(references) : undefined;
      if (other) visit(other);
    }
    ordered.push(table);
  };
  for (const table of tables) visit(table);
  return ordered;
}

const sameColumns = (a: string[], b: string[]) => a.join() === b.join();

/** The schema after the given steps. */
export function applySteps(schema: Schema, steps: readonly Step[]): Schema {
  const next: Schema = new Map(schema);
  const change = (name: string, edit: (table: TableModel) => TableModel) => {
    const table = next.get(name);
    if (!table) throw new Error(`a migration changes the unknown table ${name}`);
    next.set(name, edit(structuredClone(table)));
  };
  for (const step of steps) {
    if ('createTable' in step) next.set(step.createTable.name, structuredClone(step.createTable));
    else if ('dropTable' in step) next.delete(step.dropTable);
    else if ('addColumn' in step)
      change(step.addColumn.table, (table) => ({
        ...table,
        columns: { ...table.columns, [step.addColumn.name]: step.addColumn.column },
      }));
    else if ('dropColumn' in step) {
      change(step.dropColumn.table, ({ columns: { [step.dropColumn.name]: _gone, ...columns }, ...table }) => ({
        ...table,
        columns,
      }));
    } else if ('addIndex' in step) change(step.addIndex.table, (table) => withIndex(table, step.addIndex, true));
    else if ('dropIndex' in step) change(step.dropIndex.table, (table) => withIndex(table, step.dropIndex, false));
    else if ('setGuards' in step) {
      const { table: name, ...guards } = step.setGuards;
      change(name, ({ appendOnly: _a, lock: _l, ...table }) => ({ ...table, ...guards }));
    }
  }
  return next;
}

function withIndex(
  table: TableModel,
  { columns, unique }: { columns: string[]; unique: boolean },
  present: boolean,
): TableModel {
  const key = unique ? 'unique' : 'indexes';
  const others = (table[key] ?? []).filter((known) => !sameColumns(known, columns));
  return { ...table, [key]: present ? [...others, columns] : others };
}

export const schemaOf = (migrations: readonly Migration[]): Schema =>
  migrations.reduce<Schema>((schema, { steps }) => applySteps(schema, steps), new Map());

function statementsOf(step: Step, dialect: Dialect, render: Ddl, schema: Schema): string[] {
  if ('createTable' in step) return render.createTable(step.createTable);
  if ('dropTable' in step) return render.dropTable(step.dropTable);
  if ('addColumn' in step) return render.addColumn(step.addColumn.table, step.addColumn.name, step.addColumn.column);
  if ('dropColumn' in step) return render.dropColumn(step.dropColumn.table, step.dropColumn.name);
  if ('addIndex' in step) return render.addIndex(step.addIndex.table, step.addIndex.columns, step.addIndex.unique);
  if ('dropIndex' in step) return render.dropIndex(step.dropIndex.table, step.dropIndex.columns, step.dropIndex.unique);
  if ('setGuards' in step) {
    const table = schema.get(step.setGuards.table);
    if (!table) throw new Error(`a migration guards the unknown table ${step.setGuards.table}`);
    return render.setGuards(table);
  }
  return Array.isArray(step.run) ? step.run : step.run[dialect];
}

const execute = (db: Db, statement: string) => db.executeQuery(CompiledQuery.raw(statement));

/** Creates all tables at once, for tests: the meta-tests prove that the history leads to the same schema. */
export async function createSchema(engine: Engine, schema: Schema): Promise<void> {
  const render = ddl(engine.dialect);
  await engine.transaction(async (db) => {
    for (const table of inOrderOfReference([...schema.values()]))
      for (const statement of render.createTable(table)) await execute(db, statement);
  });
}

async function appliedNames(engine: Engine): Promise<Set<string>> {
  const statement = `CREATE TABLE IF NOT EXISTS kernel_migration (name VARCHAR(120) NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)`;
  await engine.transaction((db) =>
    execute(
      db,
      engine.dialect === 'sqlite' ? statement.replace('VARCHAR(120)', 'TEXT').replace('BIGINT', 'INTEGER') : statement,
    ),
  );
  const rows = await engine.reader.selectFrom('kernel_migration').select('name').execute();
  return new Set(rows.map((row) => String(row.name)));
}

/**
 * Brings a database to the present; gives the names of what was applied. SQLite takes back a failed migration whole;
 * MySQL commits each DDL statement, so there a migration that failed half-way says so and has to be looked at.
 */
export async function migrate(
  engine: Engine,
  migrations: readonly Migration[],
  now: () => number = Date.now,
): Promise<string[]> {
  const applied = await appliedNames(engine);
  const unknown = [...applied].filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length > 0) throw new Error(`the database is newer than this program: it knows ${unknown.join(', ')}`);
  const render = ddl(engine.dialect);
  const done: string[] = [];
  let schema: Schema = new Map();
  for (const { name, steps } of migrations) {
    const wanted = !applied.has(name);
    if (wanted) {
      await engine.transaction(async (db) => {
        let state = schema;
        for (const step of steps) {
          state = applySteps(state, [step]);
          for (const statement of statementsOf(step, engine.dialect, render, state)) await execute(db, statement);
        }
        await db.insertInto('kernel_migration').values({ name, applied_at: now() }).execute();
      });
      done.push(name);
    }
    schema = applySteps(schema, steps);
  }
  return done;
}
