import type { Fraction } from '#kernel/contract/fraction.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import { factorBetween, type UnitEdge, unitFactor } from './unit-factor.ts';

/** What is measured: a variant, or a product by itself (then without an id of a variant). */
export interface Measured {
  id: number | null;
  product: number | null;
  /** Its own unit. */
  unit: number;
}

/** How many of the unit `to` one of `from` is, for this thing; null where no conversion leads there. */
export type FactorFinder = (thing: Measured, from: number, to: number) => Fraction | null;

const lineColumns = ['parent_id', 'quantity', 'unit', 'base_quantity'];
const unitColumns = ['id', 'unit'];

/**
 * Exact factors between units for these things: by what the variant says of its own unit, what its product says of the
 * product's, and what holds for everything; by the fewest steps, and where ways are equally long in this order. At most
 * four statements, none for no things.
 */
export async function factorFinder(ctx: Ctx, things: readonly Measured[]): Promise<FactorFinder> {
  const own = await edgesOf(
    ctx,
    'catalog_variant',
    things.flatMap(({ id }) => id ?? []),
    async () => new Map(things.map(({ id, unit }) => [id, unit])),
  );
  const products = things.flatMap(({ product }) => product ?? []);
  const inherited = await edgesOf(ctx, 'catalog_product', products, () => unitsOfProducts(ctx, products));
  const general = things.length > 0 ? await generalEdges(ctx) : [];
  return ({ id, product }, from, to) =>
    factorBetween([...(own.get(id ?? 0) ?? []), ...(inherited.get(product ?? 0) ?? []), ...general], from, to);
}

async function unitsOfProducts(ctx: Ctx, products: readonly number[]): Promise<Map<number, number>> {
  const rows = await selectByIds(ctx.db, 'catalog_product', unitColumns, products, false);
  return new Map(rows.map(({ id, unit }) => [Number(id), Number(unit)]));
}

/** What owners say of other units than their own, by owner; `unitsOf` is asked only where one says anything. */
async function edgesOf(
  ctx: Ctx,
  table: string,
  owners: readonly number[],
  unitsOf: () => Promise<ReadonlyMap<number | null, number>>,
): Promise<Map<number, UnitEdge[]>> {
  const edges = new Map<number, UnitEdge[]>();
  if (owners.length === 0) return edges;
  const lines = await selectByIds(ctx.db, `${table}_unit_conversions`, lineColumns, owners, false, 'parent_id');
  if (lines.length === 0) return edges;
  const units = await unitsOf();
  for (const line of lines) {
    const owner = Number(line.parent_id);
    const known = edges.get(owner) ?? [];
    known.push({
      from: Number(line.unit),
      to: units.get(owner) ?? 0,
      factor: unitFactor(Number(line.quantity), Number(line.base_quantity)),
    });
    edges.set(owner, known);
  }
  return edges;
}

async function generalEdges(ctx: Ctx): Promise<UnitEdge[]> {
  const columns = ['from', 'to', 'from_quantity', 'to_quantity'] as const;
  const rows = await ctx.db.selectFrom('catalog_unit_conversion').select(columns).orderBy('id').execute();
  return rows.map((row) => ({
    from: Number(row.from),
    to: Number(row.to),
    factor: unitFactor(Number(row.from_quantity), Number(row.to_quantity)),
  }));
}
