import type { Ctx } from '../ctx.ts';
import type { Cell } from '../db/engine.ts';
import { visibleRows } from '../read.ts';
import { type AnyRow, loadFields, type Served, type ServedField } from '../served.ts';
import type { ImportEntry } from './import-entry.ts';
import type { ImportPlan } from './import-plan.ts';

/** Which row of the file was the first to mean a record, by key and by id. */
export type SeenKeys = Map<string, number>;

const idPattern = /^\d{1,15}$/;

/**
 * Finds the records that the rows mean: by `id`, else by the key of the plan. Two rows that mean the same record are a
 * mistake of the file; the second is refused, wherever in the file it stands.
 */
export async function matchRecords(
  ctx: Ctx,
  plan: ImportPlan,
  entries: readonly ImportEntry[],
  seen: SeenKeys,
): Promise<void> {
  const { served } = plan;
  const keys = new Map<ImportEntry, string>();
  for (const entry of entries) {
    if (entry.id !== null && !idPattern.test(entry.id)) entry.problems.push({ path: 'id', code: 'kernel.wrongType' });
    const key = entry.id === null ? keyOf(plan, entry) : null;
    if (key !== null) keys.set(entry, JSON.stringify(key));
    if (key !== null) refuseSecond(entry, plan.key.at(-1) ?? 'id', `key ${JSON.stringify(key)}`, seen);
  }
  const idsByKey = await findByKey(ctx, served, plan.key, [...new Set(keys.values())]);
  const idOf = (entry: ImportEntry) => {
    const key = keys.get(entry);
    if (key !== undefined) return idsByKey.get(key);
    return entry.id !== null && idPattern.test(entry.id) ? Number(entry.id) : undefined;
  };
  const ids = entries.flatMap((entry) => idOf(entry) ?? []);
  const rows = new Map<number, AnyRow>();
  if (ids.length > 0) for (const row of await visibleRows(ctx, served, [...new Set(ids)])) rows.set(row.id, row);
  for (const entry of entries) {
    const id = idOf(entry);
    entry.before = rows.get(id ?? 0) ?? null;
    const path = entry.id === null ? (plan.key.at(-1) ?? 'id') : 'id';
    if (entry.before) refuseSecond(entry, path, `id ${entry.before.id}`, seen);
    if (entry.id !== null && id !== undefined && !entry.before)
      entry.problems.push({ path: 'id', code: 'kernel.notFound' });
  }
}

function refuseSecond(entry: ImportEntry, path: string, key: string, seen: SeenKeys): void {
  const { row } = entry.source;
  const first = seen.get(key);
  if (first === undefined) seen.set(key, row);
  // The same row again is the same chunk, repeated by the engine or for a reference that stood further down.
  else if (first !== row && !entry.problems.some(({ code }) => code === 'kernel.duplicate')) {
    const value = path === 'id' ? entry.id : entry.wire[path];
    entry.problems.push({ path, code: 'kernel.duplicate', params: { value: String(value ?? '') } });
  }
}

/** The stored values of the key, or null where the row does not give all of them rightly; its schema says what is wrong. */
function keyOf({ key, fields }: ImportPlan, entry: ImportEntry): unknown[] | null {
  if (key.length === 0) return null;
  const values: unknown[] = [];
  for (const name of key) {
    const wire = entry.wire[name] ?? null;
    const parsed = wire === null ? undefined : fields.get(name)?.accepts.safeParse(wire);
    if (!parsed?.success || parsed.data === null) return null;
    values.push(parsed.data);
  }
  return values;
}

/** Ids of the records with these keys, each key being the JSON of its values. One statement. */
async function findByKey(
  ctx: Ctx,
  served: Served,
  key: readonly string[],
  wanted: readonly string[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  if (wanted.length === 0) return found;
  const values = wanted.map((one) => JSON.parse(one) as Cell[]);
  const fields = key
    .map((name) => served.byName.get(name))
    .filter((field): field is ServedField => field !== undefined);
  const columns = fields.flatMap((field) => field.columns);
  let query = ctx.db.selectFrom(served.table).select(['id', ...columns]);
  // Of several fields each one narrows; which values belong together is sorted out below.
  for (const [index, column] of columns.entries()) {
    query = query.where(column, 'in', [...new Set(values.map((one) => asCell(fields[index], one[index])))]);
  }
  for (const cells of await query.execute()) {
    const row: Record<string, unknown> = {};
    loadFields(cells, fields, row);
    found.set(JSON.stringify(key.map((name) => row[name])), Number(cells.id));
  }
  return found;
}

const asCell = (field: ServedField | undefined, value: unknown): Cell =>
  field?.codec.store?.(value)[0] ?? (value as Cell);
