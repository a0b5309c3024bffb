import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';

/** Codes of values by code of the attribute. */
export type Axes = Map<string, string[]>;

const codeColumns = ['id', 'code'];
const valueColumns = ['id', 'parent_id', 'code'];

/** The axes of products with their values. Three statements. */
export async function axesOf(ctx: Ctx, products: readonly number[]): Promise<Map<number, Axes>> {
  const found = new Map<number, Axes>();
  if (products.length === 0) return found;
  const axes = await ctx.db
    .selectFrom('catalog_product_axes')
    .select(['parent_id', 'target_id'])
    .where('parent_id', 'in', [...new Set(products)])
    .execute();
  const ids = axes.map(({ target_id }) => Number(target_id));
  if (ids.length === 0) return found;
  const codes = new Map(
    (await selectByIds(ctx.db, 'catalog_attribute', codeColumns, ids, false)).map((row) => [row.id, String(row.code)]),
  );
  const values = Map.groupBy(
    await selectByIds(ctx.db, 'catalog_attribute_values', valueColumns, ids, false, 'parent_id'),
    (row) => row.parent_id,
  );
  for (const { parent_id: product, target_id: attribute } of axes) {
    const own = found.get(Number(product)) ?? new Map<string, string[]>();
    own.set(
      codes.get(attribute) ?? '',
      (values.get(attribute) ?? []).map((row) => String(row.code)),
    );
    found.set(Number(product), own);
  }
  return found;
}
