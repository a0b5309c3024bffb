import { formatDecimal, type Quantity, type Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import type { Change } from '#kernel/server/served.ts';
import type { unitConversion } from '../../contract/index.ts';

type Conversion = Row<typeof unitConversion>;

/** Writes the formula by which a conversion is found and named: `1 KG = 1000 G`. */
export async function completeConversion(ctx: Ctx, changes: Change<Conversion>[]): Promise<void> {
  const ids = changes.flatMap(({ row }) => [row.from, row.to]).filter((id) => id !== null);
  const units = await selectByIds(ctx.db, 'org_unit', ['id', 'code'], ids, false);
  const codes = new Map(units.map(({ id, code }) => [Number(id), String(code)]));
  const side = (quantity: Quantity | null, unit: number) =>
    `${formatDecimal(quantity ?? 0, 'quantity')} ${codes.get(unit) ?? '?'}`;
  for (const { row } of changes) row.formula = `${side(row.fromQuantity, row.from)} = ${side(row.toQuantity, row.to)}`;
}

export function checkConversion(_ctx: Ctx, changes: Change<Conversion>[]): void {
  for (const { row, fail } of changes) if (row.from === row.to) fail('to', 'catalog.conversionToItself');
}

interface OwnsConversions {
  unit: number;
  unitConversions: readonly { unit: number }[];
}

/** Own conversions of a product or variant: of other units than its own, each once. */
export function checkOwnConversions(changes: readonly Change<OwnsConversions>[]): void {
  for (const { row, fail } of changes) {
    const seen = new Set<number>();
    for (const [index, { unit }] of row.unitConversions.entries()) {
      if (unit === row.unit) fail(`unitConversions.${index}.unit`, 'catalog.conversionToItself');
      else if (seen.has(unit)) fail(`unitConversions.${index}.unit`, 'catalog.conversionRepeated');
      seen.add(unit);
    }
  }
}
