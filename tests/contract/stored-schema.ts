import { CompiledQuery } from 'kysely';
import type { Engine } from '#kernel/server/db/engine.ts';

type Rows = Record<string, unknown>[];

/** What the database itself says about its tables, independent of the order in which they came about. */
export type StoredSchema = Record<string, string[]>;

const queries: Record<Engine['dialect'], string[]> = {
  sqlite: [
    `SELECT m.name AS "table", c.name, c.type, c."notnull", c.dflt_value, c.pk
      FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'`,
    `SELECT m.name AS "table", f."from", f."table" AS target, f."to", f.on_delete
      FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`,
    `SELECT tbl_name AS "table", type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL`,
    `SELECT name AS "table", 'strict' AS name, strict FROM pragma_table_list WHERE type = 'table'`,
    `SELECT name AS "table", 'checks' AS name, sql FROM sqlite_master WHERE type = 'table'`,
  ],
  mysql: [
    `SELECT table_name AS "table", column_name, column_type, is_nullable, column_default, column_key, extra, collation_name
      FROM information_schema.columns WHERE table_schema = DATABASE()`,
    `SELECT k.table_name AS "table", k.column_name, k.referenced_table_name, k.referenced_column_name, r.delete_rule
      FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r
        ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
      WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL`,
    `SELECT table_name AS "table", index_name, non_unique, seq_in_index, column_name
      FROM information_schema.statistics WHERE table_schema = DATABASE()`,
    `SELECT event_object_table AS "table", trigger_name, event_manipulation, action_statement
      FROM information_schema.triggers WHERE trigger_schema = DATABASE()`,
    `SELECT table_name AS "table", constraint_name, check_clause
      FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()`,
  ],
};

const withoutComma = (line: string) => line.replace(/,$/, '');

/** Columns, keys, indexes, checks and triggers of every table; `kernel_migration` itself is none of the schema. */
export async function storedSchema({ dialect, reader }: Engine): Promise<StoredSchema> {
  const found: StoredSchema = {};
  for (const query of queries[dialect]) {
    const sql = dialect === 'mysql' ? query.replaceAll('"table"', '`table`') : query;
    const { rows } = await reader.executeQuery<Rows[number]>(CompiledQuery.raw(sql));
    for (const { table, ...facts } of rows) {
      // SQLite keeps checks nowhere but in the text of the table, whose order is that of history.
      if (facts.name === 'checks')
        facts.sql = String(facts.sql)
          .match(/CONSTRAINT.*/g)
          ?.map(withoutComma)
          .sort();
      const name = String(table);
      if (name === 'kernel_migration' || name.startsWith('sqlite_')) continue;
      found[name] = [...(found[name] ?? []), JSON.stringify(facts)];
    }
  }
  for (const facts of Object.values(found)) facts.sort();
  return found;
}
