import type { Quantity } from '#kernel/contract/index.ts';
import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { stockErrors } from '../../contract/index.ts';

export interface Compartment {
  id: number;
  code: string;
  box: number;
  firstSlot: number;
  lastSlot: number;
  product: number | null;
}
/** What lies in a compartment, by lot. */
export interface Content {
  compartment: number;
  product: number;
  lot: number | null;
  onHand: Quantity;
  reserved: Quantity;
}

/** The compartments of boxes that are in use, by box and slot. */
export async function compartmentsOf(ctx: Ctx, boxes: readonly number[]): Promise<Compartment[]> {
  if (boxes.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('stock_compartment')
    .select(['id', 'code', 'box', 'first_slot', 'last_slot', 'product'])
    .where('box', 'in', [...boxes])
    .where('state', '=', 'active')
    .orderBy('box')
    .orderBy('first_slot')
    .execute();
  return rows.map((row) => ({
    id: Number(row.id),
    code: String(row.code),
    box: Number(row.box),
    firstSlot: Number(row.first_slot),
    lastSlot: Number(row.last_slot),
    product: row.product === null ? null : Number(row.product),
  }));
}

/** What lies in boxes, first come first: lots that expire soonest, then the oldest. */
export async function contentsOf(ctx: Ctx, boxes: readonly number[]): Promise<Content[]> {
  if (boxes.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('stock_balance as b')
    .innerJoin('stock_compartment as c', 'c.id', 'b.compartment')
    .leftJoin('stock_lot as t', 't.id', 'b.lot')
    .select(['b.id', 'b.compartment', 'b.product', 'b.lot', 'b.on_hand', 'b.reserved', 't.expires_on'])
    .where('c.box', 'in', [...boxes])
    .where('b.on_hand', '>', 0)
    .execute();
  return rows
    .sort(
      (a, b) => String(a.expires_on ?? '9').localeCompare(String(b.expires_on ?? '9')) || Number(a.lot) - Number(b.lot),
    )
    .map((row) => ({
      compartment: Number(row.compartment),
      product: Number(row.product),
      lot: Number(row.lot) || null,
      onHand: Number(row.on_hand),
      reserved: Number(row.reserved),
    }));
}

/** @throws AppError 422 `stock.contentsDiffer` with what lies there and what was named of it. */
export function demandWhole(content: Quantity, given: Quantity): void {
  if (content === given) return;
  throw stockErrors.contentsDiffer({
    content: formatDecimal(content, 'quantity'),
    given: formatDecimal(given, 'quantity'),
  });
}

/** Nothing is put into a box that nobody uses any more, or kept in it. @throws AppError 409 `stock.boxOutOfUse` */
export function refuseUnused({ code, isActive }: { code: string; isActive: boolean }): void {
  if (!isActive) throw stockErrors.boxOutOfUse({ box: code });
}
