import { type Patch, type Row, translate } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { attribute, catalogErrors, isPlaceholderName, placeholderPrefix, type product } from '../../contract/index.ts';
import { catalogDefaults, hasGap } from '../catalog-defaults.ts';
import { checkOwnConversions } from '../unit/unit-conversion-rules.ts';
import { settleMeasures } from '../variant/own-measures.ts';
import { noteFormer } from './pass-on.ts';

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

/** A weight has its unit, and so have measures. */
export function deriveProduct(row: Product): Patch<typeof product> {
  const settled = { ...row };
  settleMeasures(settled, null);
  return { weightUnit: settled.weightUnit, dimensionUnit: settled.dimensionUnit };
}

/** Real products may not be named like placeholders (PRD-LNK-13). */
export async function checkProduct(ctx: Ctx, changes: Change<Product>[]): Promise<void> {
  for (const { row, fail } of changes) {
    if (row.isPlaceholder) continue;
    const reserved = { prefix: placeholderPrefix };
    if (isPlaceholderName(row.sku)) fail('sku', 'catalog.placeholderNameReserved', reserved);
    if (Object.values(row.name ?? {}).some(isPlaceholderName))
      fail('name', 'catalog.placeholderNameReserved', reserved);
  }
  checkOwnConversions(changes);
  for (const change of changes) await checkAxes(ctx, change);
  noteFormer(ctx, changes);
}

/** An axis on which variants lie stays. */
async function checkAxes(ctx: Ctx, { before, row, fail }: Change<Product>): Promise<void> {
  const gone = (before?.axes ?? []).filter((axis) => !row.axes.includes(axis));
  if (gone.length === 0) return;
  const used = await ctx.db
    .selectFrom('catalog_variant_attributes as a')
    .innerJoin('catalog_variant as v', 'v.id', 'a.parent_id')
    .select(['a.attribute', 'v.sku'])
    .where('v.product', '=', row.id)
    .where('a.attribute', 'in', gone)
    .orderBy('v.sku')
    .executeTakeFirst();
  if (!used) return;
  const [axis] = await rowsOf(ctx, attribute, [Number(used.attribute)]);
  fail('axes', 'catalog.axisInUse', { attribute: translate(axis?.name, ctx.language) ?? '', sku: String(used.sku) });
}

/** A parent whose variants are still sold stays. */
export async function archiveProduct(ctx: Ctx, row: Product): Promise<undefined> {
  const active = await ctx.db
    .selectFrom('catalog_variant')
    .select('sku')
    .where('product', '=', row.id)
    .where('state', '!=', 'archived')
    .executeTakeFirst();
  if (active) throw catalogErrors.productHasActiveVariants({ sku: String(active.sku) });
}
