import type { Ctx } from '#kernel/server/ctx.ts';
import { withTransaction } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { create } from '#kernel/server/write.ts';
import { attribute, catalogErrors, product, variant } from '../../contract/index.ts';
import { type ChosenAxis, type GeneratedVariants, mostGenerated } from '../../contract/matrix.ts';
import { combinationOf, combinationsOf } from '../attribute/combinations.ts';
import { type PlannedPlace, planPlaces } from './plan-variants.ts';

export interface Generation {
  axes: readonly ChosenAxis[];
  /** Gives each variant a name of its own, made of the parent's and its values'; else the parent's name is inherited. */
  withNames?: boolean;
  dryRun?: boolean;
}

/**
 * Creates the variants that are missing at the places the chosen values span. What is there already is skipped and
 * named, so that the same choice twice creates nothing more.
 *
 * @throws catalogErrors.valueOutsideAxis, attributeNotOfProduct, noAxes, productArchived, tooManyVariants (more than 500 at once)
 */
export function generateVariants(ctx: Ctx, productId: number, generation: Generation): Promise<GeneratedVariants> {
  return withTransaction(ctx, async (tx) => {
    const family = await rowOf(tx, product, productId, { lock: true });
    if (family.state === 'archived') throw catalogErrors.productArchived({ sku: family.sku });
    const axes = await rowsOf(tx, attribute, [
      ...new Set([...family.axes, ...generation.axes.map((axis) => axis.attribute)]),
    ]);
    const places = planPlaces(family, axes, generation.axes, ctx.language);
    const { open, skipped } = await sortOut(tx, family.id, places);
    if (open.length > mostGenerated) throw catalogErrors.tooManyVariants({ count: open.length, most: mostGenerated });
    const ids = generation.dryRun ? [] : await createAt(tx, family, open, generation.withNames ?? false);
    return {
      created: open.map(({ sku, attributes }, index) => ({
        sku,
        attributes,
        ...(ids[index] !== undefined && { id: ids[index] }),
      })),
      skipped,
    };
  });
}

async function createAt(
  tx: Ctx,
  family: { id: number; sku: string },
  places: readonly PlannedPlace[],
  withNames: boolean,
): Promise<number[]> {
  const drafts = places.map(({ sku, variantCode, attributes, name }) => ({
    sku,
    product: family.id,
    baseSku: family.sku,
    variantCode,
    attributes,
    ...(withNames && { name }),
  }));
  const rows = drafts.length > 0 ? await create(tx, variant, drafts) : [];
  return rows.map(({ id }) => id);
}

const longestSku = 60;
const mostAtOnce = 1000;

async function sortOut(tx: Ctx, family: number, places: readonly PlannedPlace[]) {
  const standing = new Map((await combinationsOf(tx, [family])).map((one) => [one.combination, one]));
  const numbers = await variantsNumbered(
    tx,
    places.map(({ sku }) => sku),
  );
  const open: PlannedPlace[] = [];
  const skipped: GeneratedVariants['skipped'] = [];
  // Codes with hyphens may come to the same number at two places: `A` with `B-C`, and `A-B` with `C`.
  const planned = new Set<string>();
  for (const place of places) {
    const { sku, attributes } = place;
    const there = standing.get(combinationOf(attributes));
    const namesake = numbers.get(sku);
    if (there) skipped.push({ sku, attributes, reason: 'exists', id: there.id, standing: there.sku });
    else if (namesake !== undefined) skipped.push({ sku, attributes, reason: 'skuTaken', id: namesake, standing: sku });
    else if (planned.has(sku)) skipped.push({ sku, attributes, reason: 'skuTaken', standing: sku });
    else if (sku.length > longestSku) skipped.push({ sku, attributes, reason: 'skuTooLong', standing: null });
    else {
      planned.add(sku);
      open.push(place);
    }
  }
  return { open, skipped };
}

async function variantsNumbered(tx: Ctx, skus: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const some of inParts(skus, mostAtOnce)) {
    const rows = await tx.db.selectFrom('catalog_variant').select(['id', 'sku']).where('sku', 'in', some).execute();
    for (const row of rows) found.set(String(row.sku), Number(row.id));
  }
  return found;
}
