import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { catalogErrors, type category, uncategorized } from '../../contract/index.ts';

/** Asked in the transaction of a deletion; throwing takes it back. @throws AppError 409 `catalog.categoryProtected` */
export async function keepUncategorized({ db }: Ctx): Promise<void> {
  const kept = await db
    .selectFrom('catalog_category')
    .select('id')
    .where('code', '=', uncategorized)
    .executeTakeFirst();
  if (!kept) throw catalogErrors.categoryProtected();
}

/** The tree stays a tree, and the default category keeps its code. */
export async function checkCategory(ctx: Ctx, changes: Change<Row<typeof category>>[]): Promise<void> {
  if (changes.some(({ before, row }) => before?.code === uncategorized && row.code !== uncategorized))
    throw catalogErrors.categoryProtected();
  const moved = changes.filter(({ before, row }) => before && row.parent !== null && row.parent !== before.parent);
  if (moved.length === 0) return;
  // Two moves at once could close a circle that neither of them sees, so all categories wait for the one that comes first.
  const query = ctx.db.selectFrom('catalog_category').select(['id', 'code', 'parent']);
  const rows = await (ctx.app.engine.dialect === 'mysql' ? query.forUpdate() : query).execute();
  const codes = new Map(rows.map((row) => [Number(row.id), String(row.code)]));
  const parents = new Map(rows.map((row) => [Number(row.id), row.parent === null ? null : Number(row.parent)]));
  for (const { row } of moved) parents.set(row.id, row.parent);
  for (const { row, fail } of moved) {
    const path = [row.id];
    for (let parent = row.parent; parent !== null; parent = parents.get(parent) ?? null) {
      const closes = path.includes(parent);
      path.push(parent);
      if (!closes) continue;
      fail('parent', 'catalog.categoryCycle', { path: path.map((id) => codes.get(id) ?? id).join(' → ') });
      break;
    }
  }
}
