import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { followed, isPlaceholderName, placeholderPrefix, product, type variant } from '../../contract/index.ts';
import { checkAttributes } from '../attribute/check-attributes.ts';
import { checkBarcodes } from '../barcode/check-barcodes.ts';
import { catalogDefaults, hasGap } from '../catalog-defaults.ts';
import { checkOwnConversions } from '../unit/unit-conversion-rules.ts';
import { settleMeasures } from './own-measures.ts';
import { splitSku } from './split-sku.ts';

type Variant = Row<typeof variant>;
type Product = Row<typeof product>;
type Followed = Pick<Product, (typeof followed)[number] | 'tags'>;

const measures = ['weight', 'grossWeight', 'weightUnit', 'width', 'height', 'depth', 'dimensionUnit'] as const;

/** Category, unit, tax rate, flags and tags come from the parent product, else from the defaults. */
export async function completeVariant(ctx: Ctx, changes: Change<Variant>[]): Promise<void> {
  const open = changes.filter((change) => takesOver(change) || touchesMeasures(change));
  if (open.length === 0) return;
  const wanted = open.flatMap(({ before, row }) => [before?.product ?? null, row.product]).filter((id) => id !== null);
  const parents = new Map((await rowsOf(ctx, product, wanted)).map((row) => [row.id, row]));
  const defaults: Followed | null = open.some(takesOver)
    ? { ...(await catalogDefaults(ctx)), isManufactured: false, isPurchased: false, isSold: true, tags: [] }
    : null;
  for (const change of open) {
    const parent = parents.get(change.row.product ?? 0);
    if (defaults && takesOver(change))
      takeOver(change, parent ?? defaults, parents.get(change.before?.product ?? 0) ?? defaults);
    if (touchesMeasures(change)) settleMeasures(change.row, parent ?? null);
  }
}

const takesOver = ({ before, row }: Change<Variant>): boolean =>
  before === null || hasGap(row) || before.product !== row.product;

const touchesMeasures = ({ before, row, given }: Change<Variant>): boolean =>
  before === null ? measures.some((field) => row[field] !== null) : measures.some((field) => given.has(field));

/** What nobody has entered comes from the parent; whoever moves to another parent leaves behind what came from the former. */
function takeOver({ before, row, given }: Change<Variant>, source: Followed, former: Followed): void {
  const moves = before !== null && before.product !== row.product;
  for (const field of followed) {
    const isOpen =
      row[field] === null || (!given.has(field) && (before === null || (moves && same(field, row, former))));
    if (isOpen) Object.assign(row, { [field]: source[field] });
  }
  if (given.has('tags') || (before !== null && !moves)) return;
  const own = before === null ? [] : row.tags.filter((tag) => !former.tags.includes(tag));
  row.tags = [...new Set([...own, ...source.tags])].sort((a, b) => a - b);
}

const same = (field: (typeof followed)[number], row: Variant, former: Followed) => row[field] === former[field];

/** Base SKU and variant code follow from the old number, else from the number (PRD-PMG-10). */
export function deriveVariant(row: Variant): Patch<typeof variant> {
  if (row.baseSku !== null) return {};
  return splitSku(row.legacySku ?? row.sku ?? '');
}

/**
 * Parents are locked, so that one who archives them or takes away an axis, and one who puts a variant there at the same
 * time, see each other; SQLite has one writer anyway.
 */
async function lockParents(ctx: Ctx, changes: readonly Change<Variant>[]): Promise<void> {
  if (ctx.checking || ctx.app.engine.dialect !== 'mysql') return;
  const joining = changes.filter(
    ({ before, row, given }) =>
      before?.product !== row.product || before.state !== row.state || given.has('attributes'),
  );
  const ids = joining.flatMap(({ row }) => row.product ?? []);
  await selectByIds(ctx.db, 'catalog_product', ['id'], ids, true);
}

/** A variant without a parent has nothing to inherit its name from. */
export async function checkVariant(ctx: Ctx, changes: Change<Variant>[]): Promise<void> {
  for (const { before, row, fail } of changes) {
    if (!row.name && row.product === null) fail('name', 'catalog.variantNameRequired');
    if (before?.sku !== row.sku && isPlaceholderName(row.sku))
      fail('sku', 'catalog.placeholderNameReserved', { prefix: placeholderPrefix });
  }
  checkOwnConversions(changes);
  await lockParents(ctx, changes);
  await checkAttributes(ctx, changes);
  await checkBarcodes(ctx, changes);
}
