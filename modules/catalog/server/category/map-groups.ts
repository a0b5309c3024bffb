import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { create, update } from '#kernel/server/write.ts';
import { categoryMapping, product, uncategorized } from '../../contract/index.ts';

/** What is known about one legacy group: where its products belong, and how many of them lie in no category yet. */
export interface MappedGroup {
  legacyGroup: string;
  category: number | null;
  products: number;
}

/** The category of each legacy group: what was mapped, else the category that bears the group's name (PRD-BOM-10). */
export async function categoriesByGroup(ctx: Ctx): Promise<Map<string, number>> {
  const named = await ctx.db
    .selectFrom('catalog_category')
    .select(['id', 'legacy_group'])
    .where('legacy_group', 'is not', null)
    .orderBy('id', 'desc')
    .execute();
  const mapped = await ctx.db
    .selectFrom('catalog_category_mapping')
    .select(['legacy_group', 'category'])
    .where('category', 'is not', null)
    .execute();
  return new Map([
    ...named.map((row) => [String(row.legacy_group), Number(row.id)] as const),
    ...mapped.map((row) => [String(row.legacy_group), Number(row.category)] as const),
  ]);
}

/**
 * Puts products without a category where their legacy group belongs, and lists the groups that nobody has mapped yet
 * among the mappings, to be decided. What somebody has put into a category stays there. Running it again changes nothing.
 */
export function mapGroups(
  ctx: Ctx,
  options: { dryRun?: boolean } = {},
): Promise<{ groups: MappedGroup[]; moved: number }> {
  return withTransaction(ctx, async (tx) => {
    const categories = await categoriesByGroup(tx);
    const waiting = await unmapped(tx);
    const groups = [...waiting]
      .map(([legacyGroup, ids]) => ({
        legacyGroup,
        category: categories.get(legacyGroup) ?? null,
        products: ids.length,
      }))
      .sort((a, b) => a.legacyGroup.localeCompare(b.legacyGroup));
    const updates = groups.flatMap(({ legacyGroup, category }) =>
      category === null ? [] : (waiting.get(legacyGroup) ?? []).map((id) => ({ id, patch: { category } })),
    );
    if (!options.dryRun) {
      if (updates.length > 0) await update(tx, product, updates);
      await listOpenGroups(
        tx,
        groups.filter(({ category }) => category === null),
      );
    }
    return { groups, moved: updates.length };
  });
}

/** Products in no category, by their legacy group. */
async function unmapped(tx: Ctx): Promise<Map<string, number[]>> {
  const rows = await tx.db
    .selectFrom('catalog_product as p')
    .innerJoin('catalog_category as c', 'c.id', 'p.category')
    .select(['p.id', 'p.legacy_group'])
    .where('c.code', '=', uncategorized)
    .where('p.legacy_group', 'is not', null)
    .orderBy('p.id')
    .execute();
  const groups = new Map<string, number[]>();
  for (const row of rows) {
    const group = String(row.legacy_group);
    groups.set(group, [...(groups.get(group) ?? []), Number(row.id)]);
  }
  return groups;
}

async function listOpenGroups(tx: Ctx, groups: readonly MappedGroup[]): Promise<void> {
  const known = new Set(
    (await tx.db.selectFrom('catalog_category_mapping').select('legacy_group').execute()).map((row) =>
      String(row.legacy_group),
    ),
  );
  const fresh = groups.filter(({ legacyGroup }) => !known.has(legacyGroup));
  if (fresh.length > 0)
    await create(
      trusted(tx),
      categoryMapping,
      fresh.map(({ legacyGroup }) => ({ legacyGroup })),
    );
}
