import type { Ctx } from '#kernel/server/ctx.ts';

/** Where a variant lies on its parent's axes, as one text that two variants share only if they lie at the same place. */
export const combinationOf = (attributes: readonly { attribute: number; value: string }[]): string =>
  [...attributes]
    .sort((a, b) => a.attribute - b.attribute)
    .map(({ attribute, value }) => `${attribute}=${value}`)
    .join('|');

export interface PlacedVariant {
  id: number;
  product: number;
  sku: string;
  combination: string;
}

/** The variants of these products that have attributes; one statement for all. */
export async function combinationsOf(ctx: Ctx, products: readonly number[]): Promise<PlacedVariant[]> {
  const rows = await ctx.db
    .selectFrom('catalog_variant as v')
    .innerJoin('catalog_variant_attributes as a', 'a.parent_id', 'v.id')
    .select(['v.id', 'v.product', 'v.sku', 'a.attribute', 'a.value'])
    .where('v.product', 'in', [...new Set(products)])
    .execute();
  const variants = new Map<number, { product: number; sku: string; lines: { attribute: number; value: string }[] }>();
  for (const row of rows) {
    const id = Number(row.id);
    const known = variants.get(id) ?? { product: Number(row.product), sku: String(row.sku), lines: [] };
    known.lines.push({ attribute: Number(row.attribute), value: String(row.value) });
    variants.set(id, known);
  }
  return [...variants].map(([id, { product, sku, lines }]) => ({
    id,
    product,
    sku,
    combination: combinationOf(lines),
  }));
}
