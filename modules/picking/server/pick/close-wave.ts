import type { Patch, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { type pick, pickingErrors, pickList, type wave } from '../../contract/index.ts';
import { refuseUsedBoxes } from '../plan/plan-wave.ts';
import { giveBackAll } from './undo-pick.ts';

type Wave = Row<typeof wave>;
type List = Row<typeof pickList>;

/** What a list leaves behind that has ended. */
export const ended = { activeOrder: null, activeBox: null } as const;

async function openLists(ctx: Ctx, id: number): Promise<List[]> {
  const found = await ctx.db
    .selectFrom('picking_list')
    .select('id')
    .where('wave', '=', id)
    .where('state', '=', 'open')
    .execute();
  const rows = await rowsOf(
    ctx,
    pickList,
    found.map((row) => Number(row.id)),
    { lock: true },
  );
  return rows.filter(({ state }) => state === 'open');
}

/**
 * Ends a walk: what has been taken goes to the packing table, orders of which nothing was taken can be picked another
 * time. What was not fetched stays reserved where it lies.
 */
export async function finishWave(ctx: Ctx, row: Wave): Promise<Patch<typeof wave>> {
  const lists = await openLists(ctx, row.id);
  const taken = await ctx.db
    .selectFrom('picking_pick')
    .select('pick_list')
    .distinct()
    .where('wave', '=', row.id)
    .where('state', '=', 'taken' satisfies Row<typeof pick>['state'])
    .where('quantity', '>', 0)
    .execute();
  const full = new Set(taken.map(({ pick_list }) => Number(pick_list)));
  if (!lists.some(({ id }) => full.has(id))) throw pickingErrors.nothingPicked();
  await update(
    trusted(ctx),
    pickList,
    lists.map(({ id }) => ({
      id,
      patch: full.has(id) ? { state: 'picked' as const, activeOrder: null } : { state: 'canceled' as const, ...ended },
    })),
  );
  return {};
}

/** Puts back what was taken for all orders of the walk. */
export async function cancelWave(ctx: Ctx, row: Wave): Promise<Patch<typeof wave>> {
  const lists = await openLists(ctx, row.id);
  await giveBackAll(
    ctx,
    lists.map(({ id }) => id),
  );
  await update(
    trusted(ctx),
    pickList,
    lists.map(({ id }) => ({ id, patch: { state: 'canceled' as const, ...ended } })),
  );
  return {};
}

export async function assignBox(ctx: Ctx, row: List, { box }: { box?: number | null }) {
  await refuseUsedBoxes(ctx, [box ?? null], row.id);
  return { box: box ?? null, activeBox: box ?? null };
}
