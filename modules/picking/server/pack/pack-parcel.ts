import { formatDecimal, type Patch, type Quantity, type Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { create, update } from '#kernel/server/write.ts';
import { businessDate, nextNumber } from '#modules/org/server/index.ts';
import { parcel, pickingErrors, pickList } from '../../contract/index.ts';
import { ended } from '../pick/close-wave.ts';
import { giveBackAll } from '../pick/undo-pick.ts';
import { goodsOf, type TableGoods } from './packed-goods.ts';

type List = Row<typeof pickList>;
export interface ParcelInput {
  weight: number;
  length?: number | null;
  width?: number | null;
  height?: number | null;
  contents?: readonly { line: number; lot?: number | null; quantity: Quantity }[] | null;
}

/**
 * A parcel of goods that have been picked; once everything is in one, the list is packed.
 * @throws AppError 409 `picking.nothingToPack`, 422 `picking.moreThanPicked`
 */
export async function packParcel(ctx: Ctx, row: List, input: ParcelInput): Promise<Patch<typeof pickList>> {
  const goods = await goodsOf(ctx, row.id);
  const contents = input.contents?.length ? named(goods, input.contents) : goods.map(everything);
  const full = contents.filter(({ quantity }) => quantity > 0);
  if (full.length === 0) throw pickingErrors.nothingToPack();
  const date = businessDate(ctx.app.clock());
  await create(trusted(ctx), parcel, [
    {
      number: await nextNumber(ctx, parcel.name, date),
      pickList: row.id,
      order: row.order,
      customer: row.customer,
      date,
      weight: input.weight,
      length: input.length ?? null,
      width: input.width ?? null,
      height: input.height ?? null,
      contents: full.map(({ line, product, lot, quantity }) => ({ orderLine: line, product, lot, quantity })),
    },
  ]);
  const open = goods.reduce((sum, { picked, packed }) => sum + picked - packed, 0);
  return full.reduce((sum, { quantity }) => sum + quantity, 0) < open ? {} : { state: 'packed' };
}

type Packed = Pick<TableGoods, 'line' | 'product' | 'lot'> & { quantity: Quantity };

const everything = ({ line, product, lot, picked, packed }: TableGoods): Packed => ({
  line,
  product,
  lot,
  quantity: picked - packed,
});

function named(goods: readonly TableGoods[], contents: NonNullable<ParcelInput['contents']>): Packed[] {
  const left = goods.map(everything);
  return contents.map(({ line, lot = null, quantity }) => {
    const found = left.find((one) => one.line === line && one.lot === (lot ?? null));
    if (!found || quantity > found.quantity)
      throw pickingErrors.moreThanPicked({ picked: formatDecimal(found?.quantity ?? 0, 'quantity') });
    found.quantity -= quantity;
    return { line, product: found.product, lot: found.lot, quantity };
  });
}

/** Takes a parcel apart again, as long as it has not left. @throws AppError 409 `picking.listClosed` */
export async function unpackParcel(ctx: Ctx, row: Row<typeof parcel>): Promise<Patch<typeof parcel>> {
  const list = await rowOf(ctx, pickList, row.pickList);
  if (list.state === 'packed') await update(trusted(ctx), pickList, [{ id: list.id, patch: { state: 'picked' } }]);
  else if (list.state !== 'picked') throw pickingErrors.listClosed({ list: list.label });
  return {};
}

/** Everything goes back to its shelf; parcels are taken apart with it. */
export async function putBack(ctx: Ctx, row: List): Promise<Patch<typeof pickList>> {
  await giveBackAll(ctx, [row.id]);
  const found = await ctx.db
    .selectFrom('picking_parcel')
    .select('id')
    .where('pick_list', '=', row.id)
    .where('state', '=', 'packed')
    .execute();
  const parcels = await rowsOf(
    ctx,
    parcel,
    found.map(({ id }) => Number(id)),
    { lock: true },
  );
  await update(
    trusted(ctx),
    parcel,
    parcels.map(({ id }) => ({ id, patch: { state: 'canceled' as const } })),
  );
  return ended;
}
