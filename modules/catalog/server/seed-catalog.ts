import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { category, uncategorized, unitConversion } from '../contract/index.ts';

const one = 1_000_000;
/** What units mean everywhere; pairs of which a unit is unknown here are left out. */
const conversions = [
  ['KG', 'G', 1000],
  ['M', 'MM', 1000],
  ['M', 'CM', 100],
  ['L', 'ML', 1000],
] as const;

/** The category of everything that has none, and what units mean for every product. */
export async function seedCatalog(ctx: Ctx): Promise<void> {
  const known = await ctx.db
    .selectFrom('catalog_category')
    .select('id')
    .where('code', '=', uncategorized)
    .executeTakeFirst();
  if (known) return;
  await create(trusted(ctx), category, [{ code: uncategorized, name: { de: 'Ohne Kategorie', en: 'Uncategorized' } }]);
  await seedConversions(ctx);
}

async function seedConversions(ctx: Ctx): Promise<void> {
  if (await ctx.db.selectFrom('catalog_unit_conversion').select('id').executeTakeFirst()) return;
  const units = await ctx.db.selectFrom('org_unit').select(['id', 'code']).execute();
  const ids = new Map(units.map(({ id, code }) => [String(code), Number(id)]));
  const drafts = conversions.flatMap(([larger, smaller, count]) => {
    const [from, to] = [ids.get(larger), ids.get(smaller)];
    return from && to ? [{ fromQuantity: one, from, toQuantity: count * one, to }] : [];
  });
  await create(trusted(ctx), unitConversion, drafts);
}
