import { type Row, translate } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { attribute, type variant } from '../../contract/index.ts';
import { combinationOf, combinationsOf } from './combinations.ts';

type Variant = Row<typeof variant>;
type Attribute = Row<typeof attribute>;

/** A variant lies on the axes of its parent, on each at a value that the axis has, and alone where it lies. */
export async function checkAttributes(ctx: Ctx, changes: readonly Change<Variant>[]): Promise<void> {
  const touched = changes.filter(
    ({ row, given }) => row.attributes.length > 0 && (given.has('attributes') || given.has('product')),
  );
  if (touched.length === 0) return;
  const ids = touched.flatMap(({ row }) => row.attributes.map((line) => line.attribute)).filter((id) => id !== null);
  // Locked, so that one who takes a value away and one who uses it at the same time see each other.
  const known = new Map((await rowsOf(ctx, attribute, ids, { lock: !ctx.checking })).map((row) => [row.id, row]));
  const axes = await axesOf(
    ctx,
    touched.flatMap(({ row }) => row.product ?? []),
  );
  for (const change of touched) checkPlace(ctx, change, known, axes.get(change.row.product ?? 0));
  await refuseTakenPlaces(ctx, touched);
}

function checkPlace(
  ctx: Ctx,
  { row, fail }: Change<Variant>,
  known: ReadonlyMap<number, Attribute>,
  axes: readonly number[] | undefined,
): void {
  const seen = new Set<number>();
  for (const [index, line] of row.attributes.entries()) {
    const axis = known.get(line.attribute);
    if (!axis) continue;
    const name = translate(axis.name, ctx.language) ?? axis.code;
    if (seen.has(axis.id)) fail(`attributes.${index}.attribute`, 'catalog.attributeRepeated', { attribute: name });
    seen.add(axis.id);
    if (row.product !== null && !axes?.includes(axis.id))
      fail(`attributes.${index}.attribute`, 'catalog.attributeNotOfProduct', { attribute: name });
    const codes = axis.values.map(({ code }) => code);
    if (line.value !== null && !codes.includes(line.value))
      fail(`attributes.${index}.value`, 'catalog.valueOutsideAxis', {
        attribute: name,
        value: line.value,
        values: codes.join(', '),
      });
  }
}

/** Axes of products, in the order of the attributes' ids. */
export async function axesOf(ctx: Ctx, products: readonly number[]): Promise<Map<number, number[]>> {
  const axes = new Map<number, number[]>();
  if (products.length === 0) return axes;
  const rows = await ctx.db
    .selectFrom('catalog_product_axes')
    .select(['parent_id', 'target_id'])
    .where('parent_id', 'in', [...new Set(products)])
    .orderBy('target_id')
    .execute();
  for (const row of rows)
    axes.set(Number(row.parent_id), [...(axes.get(Number(row.parent_id)) ?? []), Number(row.target_id)]);
  return axes;
}

async function refuseTakenPlaces(ctx: Ctx, touched: readonly Change<Variant>[]): Promise<void> {
  const products = touched.flatMap(({ row }) => row.product ?? []);
  if (products.length === 0) return;
  const taken = new Map<string, string>();
  const changing = new Set(touched.flatMap(({ row }) => row.id ?? []));
  for (const sibling of await combinationsOf(ctx, products))
    if (!changing.has(sibling.id)) taken.set(`${sibling.product} ${sibling.combination}`, sibling.sku);
  for (const { row, fail } of touched) {
    if (row.product === null) continue;
    const place = `${row.product} ${combinationOf(row.attributes)}`;
    const sku = taken.get(place);
    if (sku !== undefined) fail('attributes', 'catalog.combinationTaken', { sku });
    taken.set(place, row.sku);
  }
}
