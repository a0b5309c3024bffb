import type { AppError, Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Cell } from '#kernel/server/db/engine.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import { catalogErrors } from '../../contract/index.ts';
import { applyFactor, factorBetween, sameUnit, type UnitEdge, type UnitFactor, unitFactor } from './unit-factor.ts';

/** Units by id; null or absent stands for the variant's own unit. */
export interface UnitRequest {
  variant: number;
  from?: number | null;
  to?: number | null;
}

/**
 * Quantities of variants in another unit, in the order asked for, with a constant number of statements for all of them.
 * Rounded half away from zero at the sixth decimal.
 *
 * @throws catalogErrors.noUnitConversion where neither the variant nor its parent nor a general conversion leads there
 */
export async function convertQuantity(
  ctx: Ctx,
  requests: readonly (UnitRequest & { quantity: Quantity })[],
): Promise<Quantity[]> {
  const factors = await unitFactors(ctx, requests);
  const converted: Quantity[] = [];
  for (const [index, request] of requests.entries()) {
    const factor = factors[index];
    if (!factor) throw await noUnitConversion(ctx, request);
    converted.push(applyFactor(request.quantity, factor));
  }
  return converted;
}

/** The exact factor for each request, null where there is none; for those who multiply on or report line by line. */
export async function unitFactors(ctx: Ctx, requests: readonly UnitRequest[]): Promise<(UnitFactor | null)[]> {
  if (requests.every(({ from, to }) => (from ?? null) === (to ?? null))) return requests.map(() => sameUnit);
  const units = await unitsOf(
    ctx,
    requests.map(({ variant }) => variant),
  );
  const general = await generalEdges(ctx);
  return requests.map(({ variant, from, to }) => {
    const known = units.get(variant);
    if (!known) return from === to ? sameUnit : null;
    return factorBetween([...known.edges, ...general], from ?? known.unit, to ?? known.unit);
  });
}

/** The refusal for a request without a factor, in the words of whoever has to mend it. */
export async function noUnitConversion(ctx: Ctx, request: UnitRequest): Promise<AppError> {
  const [row] = await selectByIds(ctx.db, 'catalog_variant', ['id', 'sku', 'unit'], [request.variant], false);
  const own = Number(row?.unit ?? 0);
  const ids = [request.from ?? own, request.to ?? own];
  const units = await selectByIds(ctx.db, 'org_unit', ['id', 'code'], ids, false);
  const codeOf = (id: number | undefined) => String(units.find((unit) => Number(unit.id) === id)?.code ?? id);
  return catalogErrors.noUnitConversion({
    sku: String(row?.sku ?? ''),
    from: codeOf(ids[0]),
    to: codeOf(ids[1]),
  });
}

interface KnownUnits {
  unit: number;
  edges: readonly UnitEdge[];
}

const lineColumns = ['parent_id', 'quantity', 'unit', 'base_quantity'] as const;

/** Each variant's own unit, and what it and its parent say about others. */
async function unitsOf(ctx: Ctx, variants: readonly number[]): Promise<Map<number, KnownUnits>> {
  const rows = await selectByIds(ctx.db, 'catalog_variant', ['id', 'unit', 'product'], variants, false);
  const parents = rows.flatMap(({ product }) => (product === null ? [] : Number(product)));
  const own = await edgesOf(ctx, 'catalog_variant', rows);
  const products = await selectByIds(ctx.db, 'catalog_product', ['id', 'unit'], parents, false);
  const inherited = await edgesOf(ctx, 'catalog_product', products);
  return new Map(
    rows.map(({ id, unit, product }) => [
      Number(id),
      { unit: Number(unit), edges: [...(own.get(Number(id)) ?? []), ...(inherited.get(Number(product)) ?? [])] },
    ]),
  );
}

async function edgesOf(
  ctx: Ctx,
  table: string,
  owners: readonly Record<string, Cell>[],
): Promise<Map<number, UnitEdge[]>> {
  const units = new Map(owners.map(({ id, unit }) => [Number(id), Number(unit)]));
  const lines = await selectByIds(
    ctx.db,
    `${table}_unit_conversions`,
    lineColumns,
    [...units.keys()],
    false,
    'parent_id',
  );
  const edges = new Map<number, UnitEdge[]>();
  for (const line of lines) {
    const owner = Number(line.parent_id);
    const factor = unitFactor(Number(line.quantity), Number(line.base_quantity));
    edges.set(owner, [...(edges.get(owner) ?? []), { from: Number(line.unit), to: units.get(owner) ?? 0, factor }]);
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
