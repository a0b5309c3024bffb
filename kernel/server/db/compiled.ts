import type { Compilable, CompiledQuery } from 'kysely';
import { type Cell, type Db, sendStatement } from './engine.ts';

const known = new Map<string, CompiledQuery>();
const most = 1000;

/**
 * Runs a query that the builder has to build only once per shape; afterwards only the values differ.
 * @param shape everything that decides the text, the engine included; null: built each time.
 * @param values all parameters in the order of the text; proved against the builder when the shape is new.
 */
export async function runShape<R = Record<string, Cell>>(
  db: Db,
  shape: string | null,
  values: readonly Cell[],
  build: () => Compilable<R>,
): Promise<R[]> {
  let query = shape === null ? undefined : known.get(shape);
  if (!query) {
    query = build().compile();
    const isOrdered =
      query.parameters.length === values.length && values.every((value, index) => query?.parameters[index] === value);
    if (shape !== null && isOrdered) {
      if (known.size >= most) known.clear();
      known.set(shape, query);
    }
    return (await db.executeQuery(query)).rows as R[];
  }
  return (await sendStatement(db, query.sql, values)).rows as R[];
}
