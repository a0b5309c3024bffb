import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import { type Fraction, fraction, one, over, times } from './fraction.ts';
import type { Part } from './read-rows.ts';

/** Base units of the part in one `unit`; null where no conversion leads there. */
export type UnitFactor = (part: Pick<Part, 'id' | 'product' | 'unit'>, unit: number) => Fraction | null;

interface Step {
  from: number;
  to: number;
  factor: Fraction;
}

const ownColumns = ['id', 'parent_id', 'unit', 'quantity', 'base_quantity'];
const codeColumns = ['id', 'code'];

/**
 * How to convert what is written in another unit than the part's own, exactly: by the variant's conversions, else its
 * product's, else the general ones, over as many steps as it takes (kg → g → piece). At most three statements.
 */
export async function unitFactors(
  ctx: Ctx,
  needed: readonly { part: Pick<Part, 'id' | 'product' | 'unit'>; unit: number }[],
): Promise<UnitFactor> {
  const foreign = needed.filter(({ part, unit }) => part.unit !== unit).map(({ part }) => part);
  if (foreign.length === 0) return (part, unit) => (part.unit === unit ? one : null);
  const ofVariant = await ownSteps(
    ctx,
    'catalog_variant_unit_conversions',
    foreign.map(({ id }) => id),
  );
  const products = foreign.flatMap(({ product }) => product ?? []);
  const ofProduct = await ownSteps(ctx, 'catalog_product_unit_conversions', products);
  const general = await generalSteps(ctx);
  return (part, unit) => {
    if (part.unit === unit) return one;
    const own = [...(ofVariant.get(part.id) ?? []), ...(ofProduct.get(part.product ?? 0) ?? [])].map((line) => ({
      from: line.unit,
      to: part.unit,
      factor: line.factor,
    }));
    return walk(unit, part.unit, [...own, ...own.map(inverse), ...general]);
  };
}

const inverse = ({ from, to, factor }: Step): Step => ({ from: to, to: from, factor: over(one, factor) });

/** The shortest way from one unit to another; what stands earlier in `steps` wins. */
function walk(from: number, to: number, steps: readonly Step[]): Fraction | null {
  const reached = new Map<number, Fraction>([[from, one]]);
  for (const [unit, factor] of reached) {
    if (unit === to) return factor;
    for (const step of steps)
      if (step.from === unit && !reached.has(step.to)) reached.set(step.to, times(factor, step.factor));
  }
  return null;
}

async function ownSteps(
  ctx: Ctx,
  table: string,
  parents: readonly number[],
): Promise<Map<number, { unit: number; factor: Fraction }[]>> {
  const found = new Map<number, { unit: number; factor: Fraction }[]>();
  if (parents.length === 0) return found;
  for (const row of await selectByIds(ctx.db, table, ownColumns, parents, false, 'parent_id')) {
    const [quantity, base] = [Number(row.quantity), Number(row.base_quantity)];
    if (quantity <= 0 || base <= 0) continue;
    const own = found.get(Number(row.parent_id)) ?? [];
    own.push({ unit: Number(row.unit), factor: fraction(base, quantity) });
    found.set(Number(row.parent_id), own);
  }
  return found;
}

async function generalSteps(ctx: Ctx): Promise<Step[]> {
  const rows = await ctx.db
    .selectFrom('catalog_unit_conversion')
    .select(['from', 'to', 'from_quantity', 'to_quantity'])
    .execute();
  const steps = rows.flatMap((row) => {
    const [quantity, result] = [Number(row.from_quantity), Number(row.to_quantity)];
    if (quantity <= 0 || result <= 0) return [];
    return [{ from: Number(row.from), to: Number(row.to), factor: fraction(result, quantity) }];
  });
  return [...steps, ...steps.map(inverse)];
}

/** Codes of units, for what an error says. */
export async function unitCodes(ctx: Ctx, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await selectByIds(ctx.db, 'org_unit', codeColumns, ids, false);
  return new Map(rows.map((row) => [Number(row.id), String(row.code)]));
}
