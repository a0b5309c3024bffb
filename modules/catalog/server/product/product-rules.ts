import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { catalogErrors, placeholderPrefix, type product } from '../../contract/index.ts';
import { catalogDefaults, hasGap } from '../catalog-defaults.ts';

type Product = Row<typeof product>;

export async function completeProduct(ctx: Ctx, changes: Change<Product>[]): Promise<void> {
  const open = changes.filter(({ row }) => hasGap(row));
  if (open.length === 0) return;
  const defaults = await catalogDefaults(ctx);
  for (const { row } of open) {
    row.category ??= defaults.category;
    row.unit ??= defaults.unit;
    row.taxRate ??= defaults.taxRate;
  }
}

/** Real products may not be named like placeholders (PRD-LNK-13). */
export function checkProduct(_ctx: Ctx, changes: Change<Product>[]): void {
  for (const { row, fail } of changes) {
    const named = Object.values(row.name ?? {}).some((name) => name?.startsWith(placeholderPrefix));
    if (named && !row.isPlaceholder) fail('name', 'catalog.placeholderNameReserved', { prefix: placeholderPrefix });
  }
}

/** A parent whose variants are still sold stays. */
export async function archiveProduct(ctx: Ctx, row: Product): Promise<undefined> {
  const active = await ctx.db
    .selectFrom('catalog_variant')
    .select('sku')
    .where('product', '=', row.id)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (active) throw catalogErrors.productHasActiveVariants({ sku: String(active.sku) });
}
