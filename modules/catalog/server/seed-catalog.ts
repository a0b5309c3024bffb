import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { category, uncategorized } from '../contract/index.ts';

/** The category of everything that has none. */
export async function seedCatalog(ctx: Ctx): Promise<void> {
  const known = await ctx.db
    .selectFrom('catalog_category')
    .select('id')
    .where('code', '=', uncategorized)
    .executeTakeFirst();
  if (!known)
    await create(trusted(ctx), category, [
      { code: uncategorized, name: { de: 'Ohne Kategorie', en: 'Uncategorized' } },
    ]);
}
