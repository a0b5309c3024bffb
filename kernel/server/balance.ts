import { type Fields, kernelErrors, type Resource } from '#kernel/contract/index.ts';
import type { Ctx } from './ctx.ts';
import { type Guard, insertMissing, selectByIds } from './db/statements.ts';
import type { Served } from './served.ts';

/** One place of a projection and what is added to its numbers. */
export interface BalanceChange {
  /** The fields that are unique together, e.g. location and product. */
  key: Readonly<Record<string, number>>;
  /** Fields of a new place that are not zero and not part of the key (`allowsNegative`). */
  initial?: Readonly<Record<string, number>>;
  add: Readonly<Record<string, number>>;
}

/**
 * Changes a projection (stock balances) by guarded relative updates, with a constant number of statements however many
 * places: find their ids (creating the places that are missing), add. What `holds` declares stays true or the
 * transaction is refused. Rows are locked by the one update alone, in the order of their ids.
 * @throws AppError 409 `kernel.insufficient` when a guard refuses.
 */
export async function addToBalances<N extends string, F extends Fields, V>(
  ctx: Ctx,
  resource: Resource<N, F, V>,
  changes: readonly BalanceChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const served = ctx.app.served(resource.name);
  const merged = mergeByKey(changes);
  let ids = await idsByKey(ctx, served, merged);
  const missing = merged.filter((change) => !ids.has(textOf(change.key)));
  if (missing.length > 0) {
    // New places get the highest ids: with the others locked before them, everybody locks in the order of ids.
    await lockPlaces(
      ctx,
      served,
      merged.flatMap(({ key }) => ids.get(textOf(key)) ?? []),
    );
    await createPlaces(ctx, served, missing);
    ids = await idsByKey(ctx, served, merged);
  }
  const deltas = new Map(
    merged.map(({ key, add }) => {
      const id = ids.get(textOf(key));
      if (id === undefined) throw new Error(`${resource.name}: balance row is missing`);
      return [id, Object.fromEntries(Object.entries(add).map(([name, value]) => [columnOf(served, name), value]))];
    }),
  );
  const changed = await ctx.app.ports.addGuarded(ctx.db, served.table, deltas, guardsOf(served));
  if (changed !== deltas.size) throw kernelErrors.insufficient();
  ctx.afterCommit.push(() => ctx.app.changed({ resource: resource.name, ids: [...deltas.keys()], action: 'update' }));
}

const columnOf = (served: Served, name: string): string => served.byName.get(name)?.columns[0] ?? name;
const textOf = (key: BalanceChange['key']): string => Object.values(key).join();

/** Ids by the text of their key: of these places as far as they exist, and of others in the same rows and columns. */
async function idsByKey(ctx: Ctx, served: Served, places: readonly BalanceChange[]): Promise<Map<string, number>> {
  const names = Object.keys(places[0]?.key ?? {});
  const columns = names.map((name) => columnOf(served, name));
  let query = ctx.db.selectFrom(served.table).select(['id', ...columns]);
  // Each field narrows by itself: a chain of as many alternatives as a document has lines is too deep for SQLite.
  for (const [index, column] of columns.entries()) {
    const values = new Set(places.map(({ key }) => key[names[index] ?? ''] ?? 0));
    query = query.where(column, 'in', [...values]);
  }
  const rows = await query.execute();
  return new Map(rows.map((row) => [columns.map((column) => row[column]).join(), Number(row.id)]));
}

async function lockPlaces(ctx: Ctx, served: Served, ids: readonly number[]): Promise<void> {
  if (ctx.app.engine.dialect === 'mysql') await selectByIds(ctx.db, served.table, ['id'], ids, true);
}

/** Only where one is missing: an insert that finds its row locks the key before the row, crosswise to the update. */
async function createPlaces(ctx: Ctx, served: Served, places: readonly BalanceChange[]): Promise<void> {
  const now = ctx.app.clock();
  const first = { ...places[0]?.key, ...places[0]?.initial };
  const columns = ['created_at', 'updated_at', ...Object.keys(first).map((name) => columnOf(served, name))];
  const rows = places.map(({ key, initial }) => [now, now, ...Object.values(key), ...Object.values(initial ?? {})]);
  await insertMissing(ctx.db, ctx.app.engine.dialect, served.table, columns, rows);
}

const guardsOf = (served: Served): Guard[] =>
  (served.resource.holds ?? []).map((held) => ({
    column: columnOf(served, held.field),
    ...(held.atLeast !== undefined && { atLeast: held.atLeast }),
    ...(held.atMost !== undefined && { atMost: columnOf(served, held.atMost) }),
    ...(held.unless !== undefined && { unless: columnOf(served, held.unless) }),
  }));

/** Several changes of one place become one; places in one order for everybody, so that locks never cross. */
function mergeByKey(changes: readonly BalanceChange[]): BalanceChange[] {
  const merged = new Map<string, BalanceChange & { add: Record<string, number> }>();
  for (const change of changes) {
    const key = JSON.stringify(change.key);
    const known = merged.get(key);
    if (!known) merged.set(key, { ...change, add: { ...change.add } });
    else for (const [name, value] of Object.entries(change.add)) known.add[name] = (known.add[name] ?? 0) + value;
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}
