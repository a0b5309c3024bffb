import type { Patch, Quantity, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { update } from '#kernel/server/write.ts';
import { type box, compartment, stockErrors } from '../../contract/index.ts';
import { contentsOf, refuseUnused } from './box-contents.ts';
import { moveContents } from './move-contents.ts';
import { compartmentIn } from './split-compartment.ts';

type Box = Row<typeof box>;

/**
 * Brings pieces of an article from a place (that of the box, if none is named) into a compartment. An empty one takes
 * any article and keeps it as its own; with a quantity of nothing it is only kept for it.
 * @throws AppError 409 `stock.compartmentHoldsOther`, `stock.insufficientStock`; 422 `stock.compartmentOfOtherBox`
 */
export async function fillCompartment(
  ctx: Ctx,
  row: Box,
  input: { compartment: number; product: number; lot: number | null; quantity: Quantity; from: number | null },
): Promise<Patch<typeof box> | undefined> {
  const { product, lot, quantity } = input;
  const target = await compartmentIn(ctx, row, input.compartment);
  if (target.product !== product) {
    const there = (await contentsOf(ctx, [row.id])).some((content) => content.compartment === target.id);
    if (there) throw stockErrors.compartmentHoldsOther({ compartment: target.code });
    await update(trusted(ctx), compartment, [{ id: target.id, patch: { product } }]);
  }
  await moveContents(ctx, row, [
    {
      product,
      lot,
      from: { location: input.from ?? row.location, compartment: null },
      to: { location: row.location, compartment: target.id },
      quantity,
    },
  ]);
  return undefined;
}

/**
 * Brings pieces from a compartment into another one, of this box or of another, or out of the box to where it stands.
 * An empty target takes the article over. At the same place its total stays what it was.
 * @throws AppError 409 `stock.compartmentHoldsOther`, `stock.insufficientStock`; 422 `stock.compartmentOfOtherBox`
 */
export async function shiftContents(
  ctx: Ctx,
  row: Box,
  input: { compartment: number; lot: number | null; quantity: Quantity; to: number | null },
): Promise<Patch<typeof box> | undefined> {
  const source = await compartmentIn(ctx, row, input.compartment);
  if (source.product === null) throw stockErrors.insufficientStock({ product: source.code, available: '0' });
  const to =
    input.to === null ? { location: row.location, compartment: null } : await targetOf(ctx, input.to, source.product);
  await moveContents(ctx, row, [
    {
      product: source.product,
      lot: input.lot,
      from: { location: row.location, compartment: source.id },
      to,
      quantity: input.quantity,
    },
  ]);
  return undefined;
}

/** The box that goods are shifted to is held together with the one they leave. */
export async function boxesNamed(ctx: Ctx, { to }: Record<string, unknown>): Promise<number[]> {
  if (typeof to !== 'number') return [];
  const row = await ctx.db.selectFrom('stock_compartment').select('box').where('id', '=', to).executeTakeFirst();
  return row ? [Number(row.box)] : [];
}

/** Where a compartment stands; made ready for the article, if it is empty. The posting checks all of it again, locked. */
async function targetOf(ctx: Ctx, id: number, product: number): Promise<{ location: number; compartment: number }> {
  const found = await ctx.db
    .selectFrom('stock_compartment as c')
    .innerJoin('stock_box as b', 'b.id', 'c.box')
    .select(['c.code', 'c.box', 'c.product', 'b.location', 'b.code as box_code', 'b.is_active'])
    .where('c.id', '=', id)
    .executeTakeFirst();
  if (!found) throw stockErrors.compartmentOfOtherBox({ box: '' });
  refuseUnused({ code: String(found.box_code), isActive: found.is_active === 1 });
  if (Number(found.product) !== product) {
    const there = (await contentsOf(ctx, [Number(found.box)])).some((content) => content.compartment === id);
    if (there) throw stockErrors.compartmentHoldsOther({ compartment: String(found.code) });
    await update(trusted(ctx), compartment, [{ id, patch: { product } }]);
  }
  return { location: Number(found.location), compartment: id };
}
