import { type Fraction, one } from '#kernel/contract/fraction.ts';
import type { AppError, Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import { catalogErrors } from '../../contract/index.ts';
import { factorFinder } from './factor-finder.ts';
import { applyFactor } from './unit-factor.ts';

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
export async function unitFactors(ctx: Ctx, requests: readonly UnitRequest[]): Promise<(Fraction | null)[]> {
  if (requests.every(({ from, to }) => (from ?? null) === (to ?? null))) return requests.map(() => one);
  const ids = requests.map(({ variant }) => variant);
  const rows = await selectByIds(ctx.db, 'catalog_variant', ['id', 'unit', 'product'], ids, false);
  const things = new Map(
    rows.map(({ id, unit, product }) => [
      Number(id),
      { id: Number(id), unit: Number(unit), product: product === null ? null : Number(product) },
    ]),
  );
  const factor = await factorFinder(ctx, [...things.values()]);
  return requests.map(({ variant, from, to }) => {
    const thing = things.get(variant);
    if (!thing) return from === to ? one : null;
    return factor(thing, from ?? thing.unit, to ?? thing.unit);
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
