import type { Ctx } from '#kernel/server/ctx.ts';
import { uncategorized } from '../contract/index.ts';

export interface CatalogDefaults {
  category: number;
  unit: number;
  taxRate: number;
}

/** True while category, unit or tax rate are still open. */
export const hasGap = (row: { [K in keyof CatalogDefaults]: number | null }): boolean =>
  row.category === null || row.unit === null || row.taxRate === null;

const idBy = async (ctx: Ctx, table: string, column: string, value: string | number): Promise<number> => {
  const row = await ctx.db.selectFrom(table).select('id').where(column, '=', value).executeTakeFirst();
  if (!row) throw new Error(`${table} has no ${column} = ${value}`);
  return Number(row.id);
};

/** What a product has that says nothing else: no category, counted in pieces, the standard rate. */
export const catalogDefaults = async (ctx: Ctx): Promise<CatalogDefaults> => ({
  category: await idBy(ctx, 'catalog_category', 'code', uncategorized),
  unit: await idBy(ctx, 'org_unit', 'code', 'PCE'),
  taxRate: await idBy(ctx, 'org_tax_rate', 'is_default', 1),
});
