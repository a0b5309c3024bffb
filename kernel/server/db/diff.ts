import { isDeepStrictEqual } from 'node:util';
import { inOrderOfReference, type Schema, type Step } from './migrate.ts';
import type { TableModel } from './tables.ts';

/** The steps that lead from one schema to another. What no step can do is refused with its reason, to be written by hand. */
export function diffSchemas(from: Schema, to: Schema): Step[] {
  const created = [...to.values()].filter((table) => !from.has(table.name));
  const dropped = [...from.keys()].filter((name) => !to.has(name));
  const changed = [...to.values()].flatMap((table) => {
    const before = from.get(table.name);
    return before ? diffTables(before, table) : [];
  });
  return [
    ...inOrderOfReference(created).map((createTable) => ({ createTable })),
    ...changed,
    ...dropped.map((dropTable) => ({ dropTable })),
  ];
}

function diffTables(before: TableModel, after: TableModel): Step[] {
  const { name: table } = after;
  const steps: Step[] = [];
  for (const [name, column] of Object.entries(after.columns)) {
    const old = before.columns[name];
    if (!old) {
      if (column.required && column.default === undefined)
        throw new Error(`${table}.${name}: a new required column needs a default, or a migration written by hand`);
      steps.push({ addColumn: { table, name, column } });
    } else if (!isDeepStrictEqual(old, column))
      throw new Error(`${table}.${name}: a changed column needs a migration written by hand`);
  }
  for (const unique of [false, true]) {
    for (const columns of missing(indexesOf(after, unique), indexesOf(before, unique)))
      steps.push({ addIndex: { table, columns, unique } });
  }
  // After the new ones: MySQL does not let go of the only index that a foreign key stands on.
  for (const unique of [false, true]) {
    for (const columns of missing(indexesOf(before, unique), indexesOf(after, unique)))
      steps.push({ dropIndex: { table, columns, unique } });
  }
  for (const name of Object.keys(before.columns)) if (!after.columns[name]) steps.push({ dropColumn: { table, name } });
  if (!isDeepStrictEqual(before.checks ?? [], after.checks ?? []))
    throw new Error(`${table}: a changed check needs a migration written by hand`);
  const guards = (model: TableModel) => ({
    ...(model.appendOnly && { appendOnly: true }),
    ...(model.lock && { lock: model.lock }),
  });
  const guarded = Boolean(after.appendOnly ?? after.lock ?? before.appendOnly ?? before.lock);
  // A lock names the columns it covers, so new columns renew it as well.
  if (
    guarded &&
    (steps.some((step) => 'addColumn' in step || 'dropColumn' in step) ||
      !isDeepStrictEqual(guards(before), guards(after)))
  ) {
    steps.push({ setGuards: { table, ...guards(after) } });
  }
  return steps;
}

const indexesOf = (table: TableModel, unique: boolean): string[][] => (unique ? table.unique : table.indexes) ?? [];
const missing = (from: string[][], to: string[][]) =>
  from.filter((columns) => !to.some((other) => other.join() === columns.join()));
