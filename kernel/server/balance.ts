import { exact, type Fields, kernelErrors, type Resource } from '#kernel/contract/index.ts';
import type { Ctx } from './ctx.ts';
import { type Guard, idsByKey, insertMissing, selectByIds } from './db/statements.ts';
import type { Served } from './served.ts';

/** One place of a projection and what is added to its numbers. */
export interface BalanceChange {
  /** The fields that are unique together, e.g. location and product. */
  key: Readonly<Record<string, number | string>>;
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
  const keys = merged.map(({ key }) => Object.values(key));
  const keyColumns = Object.keys(merged[0]?.key ?? {}).map((name) => columnOf(served, name));
  const find = () => idsByKey(ctx.db, served.table, keyColumns, keys);
  let ids = await find();
  const missing = merged.filter(({ key }) => !ids.has(textOf(key)));
  if (missing.length > 0) {
    const known = merged.flatMap(({ key }) => ids.get(textOf(key)) ?? []);
    // New places get the highest ids: with the others locked before them, everybody locks in the order of ids.
    if (ctx.app.engine.dialect === 'mysql') await selectByIds(ctx.db, served.table, ['id'], known, true);
    await createPlaces(ctx, served, missing);
    ids = await find();
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
    else
      for (const [name, value] of Object.entries(change.add)) known.add[name] = exact((known.add[name] ?? 0) + value);
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}
