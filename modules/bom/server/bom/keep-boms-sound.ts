import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import { catalogErrors } from '#modules/catalog/contract/index.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { bomErrors } from '../../contract/index.ts';
import { enterStructure } from '../cost/roll-up-tally.ts';
import { effectiveBoms } from '../structure/effective-boms.ts';
import { applicable } from '../structure/load-structure.ts';
import { parentsOf } from '../structure/parents-of.ts';
import { addAttributes, type BomHead, headsBy, linesBy, type Part, partsBy } from '../structure/read-rows.ts';
import { subjectsOf } from '../structure/subjects-of.ts';
import { unitCodes, unitFactors } from '../structure/unit-factors.ts';
import { axesOf } from './axes-of.ts';
import { refuseCirclesThrough } from './check-cycle.ts';

/**
 * What was checked when a BOM was released stays true while the catalogue changes: each of these refuses, in the
 * transaction of the change, what would make a released BOM untrue, whether it holds today, later or again.
 */

const released = (heads: readonly BomHead[]): BomHead[] => heads.filter(({ state }) => state === 'released');

/** Which BOMs are for a variant follows from its product and flags, which lines hold for it from its values. */
export async function keepAcyclic(ctx: Ctx, variants: readonly number[]): Promise<void> {
  if (variants.length === 0) return;
  await enterStructure(ctx);
  await refuseCirclesThrough(ctx, variants);
}

/** What has a BOM of its own is made. Throws 409 `bom.madeByBom`. */
export async function keepManufactured(
  ctx: Ctx,
  subject: 'variant' | 'product',
  ids: readonly number[],
): Promise<void> {
  if (ids.length === 0) return;
  const rows = await selectByIds(ctx.db, `catalog_${subject}`, ['id', 'sku', 'is_manufactured'], ids, false);
  const bought = new Map(
    rows.filter((row) => row.is_manufactured !== 1).map(({ id, sku }) => [Number(id), String(sku)]),
  );
  const [head] = released(await headsBy(ctx, subject, [...bought.keys()]));
  if (head) throw bomErrors.madeByBom({ sku: bought.get(head[subject] ?? 0) ?? '', bom: head.code });
}

/**
 * Conditions of lines name axes of the product and values that these have. Throws 409 `bom.conditionInUse`.
 * Seven statements, however many BOMs.
 */
export async function keepConditions(ctx: Ctx, products: readonly number[]): Promise<void> {
  if (products.length === 0) return;
  const parts = await partsBy(ctx, 'product', products);
  const productOf = new Map(parts.map(({ id, product }) => [id, product ?? 0]));
  const heads = released([
    ...(await headsBy(ctx, 'product', products)),
    ...(await headsBy(ctx, 'variant', [...productOf.keys()])),
  ]);
  await refuseLostConditions(ctx, heads, (head) => head.product ?? productOf.get(head.variant ?? 0) ?? 0);
}

/** The same for variants that come to another product, and bring BOMs of their own along. */
export async function keepOwnConditions(ctx: Ctx, variants: readonly number[]): Promise<void> {
  if (variants.length === 0) return;
  const heads = released(await headsBy(ctx, 'variant', variants));
  const productOf = new Map((await partsBy(ctx, 'id', variants)).map(({ id, product }) => [id, product ?? 0]));
  await refuseLostConditions(ctx, heads, ({ variant }) => productOf.get(variant ?? 0) ?? 0);
}

async function refuseLostConditions(ctx: Ctx, heads: readonly BomHead[], productOf: (head: BomHead) => number) {
  const byId = new Map(heads.map((head) => [head.id, head]));
  const lines = (await linesBy(ctx, 'parent_id', [...byId.keys()])).filter(({ condition }) => condition.size > 0);
  if (lines.length === 0) return;
  const axes = await axesOf(ctx, heads.map(productOf));
  for (const { bom, condition, onlyFor } of lines) {
    const head = byId.get(bom);
    if (!head) continue;
    const known = axes.get(productOf(head));
    for (const [attribute, values] of condition)
      if (![...values].every((value) => known?.get(attribute)?.includes(value)))
        throw bomErrors.conditionInUse({ condition: onlyFor ?? '', bom: head.code });
  }
}

/** The products whose axes these attributes are. */
export async function productsAlong(ctx: Ctx, attributes: readonly number[]): Promise<number[]> {
  if (attributes.length === 0) return [];
  const axes = await ctx.db
    .selectFrom('catalog_product_axes')
    .select('parent_id')
    .where('target_id', 'in', [...attributes])
    .execute();
  return [...new Set(axes.map(({ parent_id }) => Number(parent_id)))];
}

/** Variants that a released BOM measures in another unit than their own. */
export async function measuredOtherwise(ctx: Ctx): Promise<number[]> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT l.component AS id FROM bom_bom b JOIN bom_bom_lines l ON l.parent_id = b.id
      JOIN catalog_variant v ON v.id = l.component WHERE b.state = 'released' AND l.unit <> v.unit
    UNION SELECT v.id FROM bom_bom b JOIN catalog_variant v ON v.id = b.variant
      WHERE b.state = 'released' AND b.unit <> v.unit
    UNION SELECT v.id FROM bom_bom b JOIN catalog_variant v ON v.product = b.product
      WHERE b.state = 'released' AND b.unit <> v.unit`,
    [],
  );
  return rows.map(({ id }) => Number(id));
}

/** What BOMs measure in another unit leads to the variant's own. Throws 422 `catalog.noUnitConversion`. */
export async function keepUnits(ctx: Ctx, variants: readonly number[]): Promise<void> {
  if (variants.length === 0) return;
  const parts = new Map((await partsBy(ctx, 'id', variants)).map((part) => [part.id, part]));
  const lines = await linesBy(ctx, 'component', [...parts.keys()]);
  const holding = new Set(
    released(await headsBy(ctx, 'id', [...new Set(lines.map(({ bom }) => bom))])).map(({ id }) => id),
  );
  const measured: { part: Part; unit: number }[] = [];
  for (const { bom, component, unit } of lines) {
    const part = parts.get(component);
    if (part && holding.has(bom)) measured.push({ part, unit });
  }
  const made = [...parts.values()];
  const heads = released([
    ...(await headsBy(
      ctx,
      'variant',
      made.map(({ id }) => id),
    )),
    ...(await headsBy(ctx, 'product', [...new Set(made.flatMap(({ product }) => product ?? []))])),
  ]);
  for (const part of made)
    for (const head of heads)
      if (head.variant === part.id || (head.variant === null && head.product === part.product && part.isManufactured))
        measured.push({ part, unit: head.unit });
  const factor = await unitFactors(ctx, measured);
  const wrong = measured.find(({ part, unit }) => !factor(part, unit));
  if (!wrong) return;
  const codes = await unitCodes(ctx, [wrong.unit, wrong.part.unit]);
  throw catalogErrors.noUnitConversion({
    sku: wrong.part.sku,
    from: codes.get(wrong.unit) ?? '',
    to: codes.get(wrong.part.unit) ?? '',
  });
}

/** What is archived is bought and made no more: no BOM that holds, today or later, may ask for it. Throws 409. */
export async function keepComponents(ctx: Ctx, variants: readonly number[]): Promise<void> {
  const lines = await linesBy(ctx, 'component', variants);
  if (lines.length === 0) return;
  await enterStructure(ctx);
  const today = businessDate(ctx.app.clock());
  const heads = released(await headsBy(ctx, 'id', [...new Set(lines.map(({ bom }) => bom))]));
  const later = heads.flatMap(({ validFrom }) => (validFrom !== null && validFrom > today ? validFrom : []));
  for (const date of [today, ...new Set(later)]) {
    const [parent] = await parentsOf(ctx, variants, date);
    if (!parent) continue;
    const [part] = await partsBy(ctx, 'id', [...parent.components]);
    throw bomErrors.componentInUse({ sku: part?.sku ?? '', bom: parent.bom.code });
  }
}

/** Nor may one that holds again, once what stood before it is gone. Throws 409 `bom.asksForArchived`. */
export async function keepRetirement(ctx: Ctx, boms: readonly number[]): Promise<void> {
  const parts = await partsBy(ctx, 'id', await subjectsOf(ctx, boms));
  const holding = await effectiveBoms(ctx, parts, businessDate(ctx.app.clock()));
  const linesOf = Map.groupBy(
    await linesBy(ctx, 'parent_id', [...new Set([...holding.values()].map(({ id }) => id))]),
    ({ bom }) => bom,
  );
  const components = [...linesOf.values()].flat().map(({ component }) => component);
  const archived = new Map(
    (await partsBy(ctx, 'id', [...new Set(components)]))
      .filter(({ state }) => state === 'archived')
      .map(({ id, sku }) => [id, sku]),
  );
  if (archived.size === 0) return;
  await addAttributes(ctx, parts);
  for (const part of parts) {
    const head = holding.get(part.id);
    const line = applicable(linesOf.get(head?.id ?? 0) ?? [], part).find(({ component }) => archived.has(component));
    if (head && line) throw bomErrors.asksForArchived({ bom: head.code, sku: archived.get(line.component) ?? '' });
  }
}
