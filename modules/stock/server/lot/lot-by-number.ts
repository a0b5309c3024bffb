import type { Ctx } from '#kernel/server/ctx.ts';

/** The lot of a product that bears a number; null: nobody knows it yet. */
export async function lotByNumber(ctx: Ctx, product: number, number: string): Promise<number | null> {
  const found = await ctx.db
    .selectFrom('stock_lot')
    .select('id')
    .where('product', '=', product)
    .where('number', '=', number)
    .executeTakeFirst();
  return found ? Number(found.id) : null;
}
