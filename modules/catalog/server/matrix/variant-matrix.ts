import { translate } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { attribute, product } from '../../contract/index.ts';
import type { VariantMatrix } from '../../contract/matrix.ts';

/** The axes of a product in the order of its SKUs, and where its variants lie on them. Four statements, whatever its size. */
export async function variantMatrix(ctx: Ctx, productId: number): Promise<VariantMatrix> {
  const family = await rowOf(ctx, product, productId);
  const axes = (await rowsOf(ctx, attribute, family.axes)).sort(
    (a, b) => a.position - b.position || a.code.localeCompare(b.code),
  );
  const rows = await ctx.db
    .selectFrom('catalog_variant as v')
    .leftJoin('catalog_variant_attributes as a', 'a.parent_id', 'v.id')
    .select(['v.id', 'v.sku', 'v.state', 'a.attribute', 'a.value'])
    .where('v.product', '=', productId)
    .orderBy('v.sku')
    .execute();
  const variants = new Map<number, VariantMatrix['variants'][number]>();
  for (const row of rows) {
    const id = Number(row.id);
    const known = variants.get(id) ?? { id, sku: String(row.sku), state: String(row.state), attributes: {} };
    if (row.attribute !== null) known.attributes[Number(row.attribute)] = String(row.value);
    variants.set(id, known);
  }
  return {
    axes: axes.map(({ id, code, name, values }) => ({
      id,
      code,
      name: translate(name, ctx.language) ?? code,
      values: values.map((value) => ({ code: value.code, name: translate(value.name, ctx.language) ?? value.code })),
    })),
    variants: [...variants.values()],
  };
}
