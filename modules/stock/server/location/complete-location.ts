import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { type location, purposes } from '../../contract/index.ts';

type Location = Row<typeof location>;

/** A new place stands in the warehouse of the one it belongs to, and is for the same purpose unless it says another. */
export async function completeLocation(ctx: Ctx, changes: Change<Location>[]): Promise<void> {
  const inner = changes.filter(({ before, row }) => before === null && row.parent !== null);
  if (inner.length === 0) return;
  const parents = await ctx.db
    .selectFrom('stock_location')
    .select(['id', 'warehouse', 'purpose'])
    .where('id', 'in', [...new Set(inner.map(({ row }) => row.parent))])
    .execute();
  const byId = new Map(parents.map((row) => [Number(row.id), row]));
  for (const { row, given } of inner) {
    const parent = byId.get(row.parent ?? 0);
    const purpose = purposes.find((one) => one === parent?.purpose);
    if (purpose && !given.has('purpose')) row.purpose = purpose;
    if (row.warehouse === null && parent && parent.warehouse !== null) row.warehouse = Number(parent.warehouse);
  }
}
