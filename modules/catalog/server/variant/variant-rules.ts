import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import type { variant } from '../../contract/index.ts';
import { catalogDefaults, hasGap } from '../catalog-defaults.ts';
import { splitSku } from './split-sku.ts';

type Variant = Row<typeof variant>;

/** Category, unit and tax rate come from the parent product, else from the defaults. */
export async function completeVariant(ctx: Ctx, changes: Change<Variant>[]): Promise<void> {
  const open = changes.filter(({ row }) => hasGap(row));
  if (open.length === 0) return;
  const defaults = await catalogDefaults(ctx);
  const parents = [...new Set(open.flatMap(({ row }) => row.product ?? []))];
  const rows =
    parents.length > 0
      ? await ctx.db
          .selectFrom('catalog_product')
          .select(['id', 'category', 'unit', 'tax_rate'])
          .where('id', 'in', parents)
          .execute()
      : [];
  const byId = new Map(
    rows.map((row) => [
      Number(row.id),
      { category: Number(row.category), unit: Number(row.unit), taxRate: Number(row.tax_rate) },
    ]),
  );
  for (const { row } of open) {
    const source = byId.get(row.product ?? 0) ?? defaults;
    row.category ??= source.category;
    row.unit ??= source.unit;
    row.taxRate ??= source.taxRate;
  }
}

/** Base SKU and variant code follow from the old number, else from the number (PRD-PMG-10). */
export function deriveVariant(row: Variant): Patch<typeof variant> {
  if (row.baseSku !== null) return {};
  return splitSku(row.legacySku ?? row.sku ?? '');
}

/** A variant without a parent has nothing to inherit its name from. */
export function checkVariant(_ctx: Ctx, changes: Change<Variant>[]): void {
  for (const { row, fail } of changes)
    if (!row.name && row.product === null) fail('name', 'catalog.variantNameRequired');
}
