import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { catalogErrors, type category, uncategorized } from '../../contract/index.ts';

/** The tree stays a tree, and the default category keeps its code. */
export async function checkCategory(ctx: Ctx, changes: Change<Row<typeof category>>[]): Promise<void> {
  if (changes.some(({ before, row }) => before?.code === uncategorized && row.code !== uncategorized))
    throw catalogErrors.categoryProtected();
  const moved = changes.filter(({ before, row }) => before && row.parent !== null && row.parent !== before.parent);
  if (moved.length === 0) return;
  const parents = new Map(
    (await ctx.db.selectFrom('catalog_category').select(['id', 'parent']).execute()).map((row) => [
      Number(row.id),
      row.parent,
    ]),
  );
  for (const { row } of moved) parents.set(row.id, row.parent);
  for (const { row, fail } of moved) {
    const seen = new Set<number>([row.id]);
    for (let parent = row.parent; parent !== null; parent = Number(parents.get(parent)) || null) {
      if (seen.has(parent)) {
        fail('parent', 'catalog.categoryCycle');
        break;
      }
      seen.add(parent);
    }
  }
}
