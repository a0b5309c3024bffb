import { type AnyResource, type Fields, kernelErrors, type Resource } from '#kernel/contract/index.ts';
import type { Ctx } from './ctx.ts';
import { type Guard, insertMissing } from './db/statements.ts';

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
 * places: create missing places, find their ids, add. What `holds` declares stays true or the transaction is refused.
 * @throws AppError 409 `kernel.insufficient` when a guard refuses.
 */
export async function addToBalances<N extends string, F extends Fields, V>(
  ctx: Ctx,
  resource: Resource<N, F, V>,
  changes: readonly BalanceChange[],
): Promise<void> {
  if (changes.length === 0) return;
  const served = ctx.app.served(resource.name);
  const { dialect } = ctx.app.engine;
  const column = (name: string) => served.byName.get(name)?.columns[0] ?? name;
  const merged = mergeByKey(changes);
  const keyNames = Object.keys(merged[0]?.key ?? {});
  const keyColumns = keyNames.map(column);
  const initial = Object.keys(merged[0]?.initial ?? {});
  const now = ctx.app.clock();
  const places = merged.map((change) => [
    now,
    now,
    ...keyNames.map((name) => change.key[name] ?? 0),
    ...initial.map((name) => change.initial?.[name] ?? 0),
  ]);
  await insertMissing(
    ctx.db,
    dialect,
    served.table,
    ['created_at', 'updated_at', ...keyColumns, ...initial.map(column)],
    places,
  );
  let query = ctx.db.selectFrom(served.table).select(['id', ...keyColumns]);
  query = query.where((eb) =>
    eb.or(merged.map((change) => eb.and(keyNames.map((name) => eb(column(name), '=', change.key[name] ?? 0))))),
  );
  const idByKey = new Map(
    (await query.execute()).map((row) => [keyColumns.map((name) => row[name]).join(), Number(row.id)]),
  );
  const deltas = new Map(
    merged.map((change) => {
      const id = idByKey.get(keyNames.map((name) => change.key[name]).join());
      if (id === undefined) throw new Error(`${resource.name}: balance row is missing`);
      return [id, Object.fromEntries(Object.entries(change.add).map(([name, value]) => [column(name), value]))];
    }),
  );
  const changed = await ctx.app.ports.addGuarded(
    ctx.db,
    served.table,
    deltas,
    guardsOf(resource as unknown as AnyResource, column),
  );
  if (changed !== deltas.size) throw kernelErrors.insufficient();
  ctx.afterCommit.push(() => ctx.app.changed({ resource: resource.name, ids: [...deltas.keys()], action: 'update' }));
}

const guardsOf = (resource: AnyResource, column: (name: string) => string): Guard[] =>
  (resource.holds ?? []).map((held) => ({
    column: column(held.field),
    ...(held.atLeast !== undefined && { atLeast: held.atLeast }),
    ...(held.atMost !== undefined && { atMost: column(held.atMost) }),
    ...(held.unless !== undefined && { unless: column(held.unless) }),
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
