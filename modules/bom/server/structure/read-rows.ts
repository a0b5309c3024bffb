import type { Ctx } from '#kernel/server/ctx.ts';
import type { Cell } from '#kernel/server/db/engine.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import { type OnlyFor, parseOnlyFor } from '../../contract/index.ts';

/** Rows of the structure, read many at once: one statement however many ids (the kernel cuts very long lists). */

/** What the structure needs to know of a variant. */
export interface Part {
  id: number;
  sku: string;
  product: number | null;
  /** Its base unit. */
  unit: number;
  state: string;
  isManufactured: boolean;
  purchasePrice: number | null;
  /** Value codes by attribute code. */
  attributes: ReadonlyMap<string, string>;
}

export interface BomHead {
  id: number;
  code: string;
  product: number | null;
  variant: number | null;
  revision: number;
  state: string;
  validFrom: string | null;
  outputQuantity: number;
  unit: number;
}

export interface BomLine {
  id: number;
  component: number;
  quantity: number;
  unit: number;
  /** Ten-thousandths of a percent. */
  scrapPercent: number;
  isFixed: boolean;
  roundingMultiple: number | null;
  kind: 'component' | 'phantom' | 'byProduct';
  onlyFor: string | null;
  condition: OnlyFor;
}

export interface BomOperation {
  name: string;
  costPerPiece: number | null;
  minutes: number | null;
  hourlyRate: number | null;
  isFixed: boolean;
}

type Cells = Record<string, Cell>;
const numberOrNull = (value: Cell | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);
const textOrNull = (value: Cell | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

const partColumns = ['id', 'sku', 'product', 'unit', 'state', 'is_manufactured', 'purchase_price'];
const valueColumns = ['id', 'parent_id', 'attribute', 'value'];
const codeColumns = ['id', 'code'];
const headColumns = ['id', 'code', 'product', 'variant', 'revision', 'state', 'valid_from', 'output_quantity', 'unit'];
const lineColumns = [
  'id',
  'parent_id',
  'position',
  'component',
  'quantity',
  'unit',
  'scrap_percent',
  'is_fixed',
  'rounding_multiple',
  'kind',
  'only_for',
];
const operationColumns = [
  'id',
  'parent_id',
  'position',
  'name',
  'cost_per_piece',
  'minutes',
  'hourly_rate',
  'is_fixed',
];

/** Variants by a column of theirs, without their attributes. One statement. */
export async function partsBy(ctx: Ctx, column: 'id' | 'product', ids: readonly number[]): Promise<Part[]> {
  if (ids.length === 0) return [];
  const rows = await selectByIds(ctx.db, 'catalog_variant', partColumns, ids, false, column);
  return rows.map((row) => ({
    id: Number(row.id),
    sku: String(row.sku),
    product: numberOrNull(row.product),
    unit: Number(row.unit),
    state: String(row.state),
    isManufactured: row.is_manufactured === 1,
    purchasePrice: numberOrNull(row.purchase_price),
    attributes: new Map(),
  }));
}

/** Puts their attribute values into `parts`. Two statements. */
export async function addAttributes(ctx: Ctx, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return;
  const ids = parts.map(({ id }) => id);
  const rows = await selectByIds(ctx.db, 'catalog_variant_attributes', valueColumns, ids, false, 'parent_id');
  if (rows.length === 0) return;
  const attributes = rows.map((row) => Number(row.attribute));
  const codes = new Map(
    (await selectByIds(ctx.db, 'catalog_attribute', codeColumns, attributes, false)).map((row) => [
      Number(row.id),
      String(row.code),
    ]),
  );
  const values = new Map<number, Map<string, string>>();
  for (const row of rows) {
    const own = values.get(Number(row.parent_id)) ?? new Map<string, string>();
    values.set(Number(row.parent_id), own.set(codes.get(Number(row.attribute)) ?? '', String(row.value)));
  }
  for (const part of parts) part.attributes = values.get(part.id) ?? part.attributes;
}

const headOf = (row: Cells): BomHead => ({
  id: Number(row.id),
  code: String(row.code),
  product: numberOrNull(row.product),
  variant: numberOrNull(row.variant),
  revision: Number(row.revision),
  state: String(row.state),
  validFrom: textOrNull(row.valid_from),
  outputQuantity: Number(row.output_quantity),
  unit: Number(row.unit),
});

/** BOMs by id, or by the variant or product they are for. One statement. */
export async function headsBy(
  ctx: Ctx,
  column: 'id' | 'variant' | 'product',
  ids: readonly number[],
): Promise<BomHead[]> {
  if (ids.length === 0) return [];
  return (await selectByIds(ctx.db, 'bom_bom', headColumns, ids, false, column)).map(headOf);
}

/** Lines by their BOM or their component, with the BOM's id. One statement. */
export async function linesBy(
  ctx: Ctx,
  column: 'parent_id' | 'component',
  ids: readonly number[],
): Promise<(BomLine & { bom: number })[]> {
  if (ids.length === 0) return [];
  const rows = await selectByIds(ctx.db, 'bom_bom_lines', lineColumns, ids, false, column);
  rows.sort((a, b) => Number(a.parent_id) - Number(b.parent_id) || Number(a.position) - Number(b.position));
  return rows.map((row) => ({
    id: Number(row.id),
    bom: Number(row.parent_id),
    component: Number(row.component),
    quantity: Number(row.quantity),
    unit: Number(row.unit),
    scrapPercent: Number(row.scrap_percent ?? 0),
    isFixed: row.is_fixed === 1,
    roundingMultiple: numberOrNull(row.rounding_multiple),
    kind: String(row.kind) as BomLine['kind'],
    onlyFor: textOrNull(row.only_for),
    // What was saved has been read before: an unreadable condition cannot be there.
    condition: parseOnlyFor(textOrNull(row.only_for)) ?? new Map(),
  }));
}

const substituteColumns = ['parent_id', 'component', 'substitute'];

/** What may be taken instead of components, by BOM. One statement. */
export async function substitutesOf(
  ctx: Ctx,
  boms: readonly number[],
): Promise<Map<number, { component: number; substitute: number }[]>> {
  if (boms.length === 0) return new Map();
  const rows = await selectByIds(ctx.db, 'bom_bom_substitutes', substituteColumns, boms, false, 'parent_id');
  const substitutes = rows.map((row) => ({
    bom: Number(row.parent_id),
    component: Number(row.component),
    substitute: Number(row.substitute),
  }));
  return Map.groupBy(substitutes, ({ bom }) => bom);
}

/** Operations by BOM. One statement. */
export async function operationsOf(ctx: Ctx, boms: readonly number[]): Promise<Map<number, BomOperation[]>> {
  const found = new Map<number, BomOperation[]>();
  if (boms.length === 0) return found;
  for (const row of await selectByIds(ctx.db, 'bom_bom_operations', operationColumns, boms, false, 'parent_id')) {
    const own = found.get(Number(row.parent_id)) ?? [];
    own.push({
      name: String(row.name),
      costPerPiece: numberOrNull(row.cost_per_piece),
      minutes: numberOrNull(row.minutes),
      hourlyRate: numberOrNull(row.hourly_rate),
      isFixed: row.is_fixed === 1,
    });
    found.set(Number(row.parent_id), own);
  }
  return found;
}
