import { rowsOf } from '#kernel/server/read.ts';
import { product, uncategorized } from '#modules/catalog/contract/index.ts';
import { distinct, type Fix, numberOf, type Step } from './fix.ts';

/** The value of the rule's field, as the parent has it. */
export const takeFromParent: Fix = async (ctx, rule, rows) => {
  const ids = distinct(rows.map((row) => numberOf(row.product)));
  const parents = new Map((await rowsOf(ctx, product, ids)).map((row) => [row.id, row]));
  const none = await ctx.db
    .selectFrom('catalog_category')
    .select('id')
    .where('code', '=', uncategorized)
    .executeTakeFirst();
  const field = rule.field ?? '';
  return rows.map((row): Step => {
    const parent: Record<string, unknown> = { ...parents.get(numberOf(row.product) ?? 0) };
    const value = parent[field] ?? null;
    const isNothing = value === null || value === row[field] || (field === 'category' && value === Number(none?.id));
    if (isNothing) return { id: row.id, skip: 'quality.parentHasNone' };
    return { id: row.id, patch: { [field]: value } };
  });
};
