import type { App } from '../app.ts';
import { type Ctx, withTransaction } from '../ctx.ts';
import type { Served } from '../served.ts';
import { reindex } from './index-rows.ts';
import { declarationOf, refuseSharedPlaces } from './places.ts';

/** Records done in one transaction. */
const batch = 500;

const searchable = (app: App): Served[] => app.resources.filter(({ resource }) => resource.search.length > 0);

/** Resources whose words were never made, were made from another declaration, or are not all made yet. */
export async function staleResources(app: App): Promise<string[]> {
  refuseSharedPlaces(app);
  const states = await app.engine.reader.selectFrom('kernel_search_state').selectAll().execute();
  const known = new Map(states.map((state) => [String(state.resource), state]));
  return searchable(app)
    .filter((served) => {
      const state = known.get(served.resource.name);
      return state?.declaration !== declarationOf(served) || state.done_to !== null;
    })
    .map(({ resource }) => resource.name);
}

/**
 * Makes the words of a resource's records anew, batch by batch, each in a transaction of its own, while others work.
 * Broken off, it goes on where it stopped, unless `fromStart`. Gives the number of records done.
 */
export async function rebuildSearch(
  ctx: Ctx,
  served: Served,
  { fromStart = true, progress }: { fromStart?: boolean; progress?: (done: number) => void } = {},
): Promise<number> {
  const declaration = declarationOf(served);
  let after = await begin(ctx, served, declaration, fromStart);
  let done = 0;
  for (;;) {
    const last = await withTransaction(ctx, async (tx) => {
      const rows = await tx.db
        .selectFrom(served.table)
        .select('id')
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch)
        .execute();
      const ids = rows.map((row) => Number(row.id));
      if (ids.length > 0) await reindex(tx, served, ids);
      await noteProgress(tx, served, ids.length < batch ? null : (ids.at(-1) ?? null));
      return { count: ids.length, id: ids.at(-1) ?? after };
    });
    done += last.count;
    after = last.id;
    progress?.(done);
    if (last.count < batch) return done;
  }
}

/** Whatever is stale, one resource after the other; what a new version does before it serves searches. */
export async function rebuildStale(ctx: Ctx, progress?: (resource: string, done: number) => void): Promise<void> {
  for (const name of await staleResources(ctx.app)) {
    const served = ctx.app.served(name);
    await rebuildSearch(ctx, served, { fromStart: false, progress: (done) => progress?.(name, done) });
  }
}

/** The id behind which to go on. */
async function begin(ctx: Ctx, { resource }: Served, declaration: string, fromStart: boolean): Promise<number> {
  return withTransaction(ctx, async ({ db }) => {
    const state = await db
      .selectFrom('kernel_search_state')
      .selectAll()
      .where('resource', '=', resource.name)
      .executeTakeFirst();
    if (state?.declaration === declaration && state.done_to !== null && !fromStart) return Number(state.done_to);
    await db.deleteFrom('kernel_search_state').where('resource', '=', resource.name).execute();
    await db.insertInto('kernel_search_state').values({ resource: resource.name, declaration, done_to: 0 }).execute();
    return 0;
  });
}

const noteProgress = (ctx: Ctx, { resource }: Served, doneTo: number | null) =>
  ctx.db.updateTable('kernel_search_state').set({ done_to: doneTo }).where('resource', '=', resource.name).execute();
