import type { Ctx } from '#kernel/server/ctx.ts';

type Kind = 'storage' | 'supplier' | 'customer' | 'production' | 'adjustment' | 'scrap' | 'opening';

/**
 * The place of a kind that is meant when nobody names one: the main store, or the one virtual place of the kind.
 * @param purpose of real places: `transit` is where goods are under way.
 */
export async function defaultLocation(ctx: Ctx, kind: Kind, purpose: 'sale' | 'transit' = 'sale'): Promise<number> {
  let query = ctx.db.selectFrom('stock_location').select('id').where('kind', '=', kind).where('is_default', '=', 1);
  if (kind === 'storage') query = query.where('purpose', '=', purpose);
  const row = await query.orderBy('id').executeTakeFirst();
  if (!row) throw new Error(`no default location of kind ${kind}`);
  return Number(row.id);
}
