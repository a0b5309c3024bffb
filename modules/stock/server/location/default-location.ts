import type { Ctx } from '#kernel/server/ctx.ts';

type Kind = 'storage' | 'supplier' | 'customer' | 'adjustment' | 'opening';

/** The place of a kind that is meant when nobody names one: the main store, or the one virtual place of the kind. */
export async function defaultLocation(ctx: Ctx, kind: Kind): Promise<number> {
  const row = await ctx.db
    .selectFrom('stock_location')
    .select('id')
    .where('kind', '=', kind)
    .where('is_default', '=', 1)
    .orderBy('id')
    .executeTakeFirst();
  if (!row) throw new Error(`no default location of kind ${kind}`);
  return Number(row.id);
}
