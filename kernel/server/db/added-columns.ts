import { CompiledQuery } from 'kysely';
import type { Ctx } from '../ctx.ts';
import { ddl } from './ddl.ts';
import { sendStatement } from './engine.ts';
import type { Column } from './tables.ts';

const known = {
  sqlite: 'SELECT name FROM pragma_table_info(?)',
  mysql:
    'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?',
};

/**
 * Gives a table columns for fields that were added at run time; what is there already stays. On SQLite part of the
 * transaction. MySQL commits each DDL statement by itself, so there it runs beside the transaction: should that be taken
 * back, an empty column stays, which the next attempt takes over.
 */
export async function addColumns(ctx: Ctx, table: string, columns: Readonly<Record<string, Column>>): Promise<void> {
  const { dialect, reader } = ctx.app.engine;
  const db = dialect === 'sqlite' ? ctx.db : reader;
  const present = new Set((await sendStatement(db, known[dialect], [table])).rows.map((row) => String(row.name)));
  for (const [name, column] of Object.entries(columns)) {
    if (present.has(name)) continue;
    for (const statement of ddl(dialect).addColumn(table, name, column))
      await db.executeQuery(CompiledQuery.raw(statement));
  }
}
