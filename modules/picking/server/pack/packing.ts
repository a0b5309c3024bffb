import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { rowOf } from '#kernel/server/read.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { shownVariants } from '#modules/catalog/server/index.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { type Packing, pickList } from '../../contract/index.ts';
import { withCodes } from '../walk/with-codes.ts';
import { goodsOf } from './packed-goods.ts';

const quantity = (value: number) => formatDecimal(value, 'quantity');

/** Everything the packing table has to know of an order. */
export async function packingOf(ctx: Ctx, id: number): Promise<Packing> {
  const list = await rowOf(ctx, pickList, id);
  const order = await rowOf(ctx, salesOrder, list.order);
  const goods = await goodsOf(ctx, id);
  const products = await withCodes(
    ctx,
    await shownVariants(
      ctx,
      goods.map(({ product }) => product),
    ),
  );
  const titles = {
    orders: await titlesOf(ctx, salesOrder.name, [list.order]),
    customers: await titlesOf(ctx, 'party.customer', [list.customer]),
    boxes: await titlesOf(ctx, 'stock.box', [list.box]),
    lots: await titlesOf(
      ctx,
      'stock.lot',
      goods.map(({ lot }) => lot),
    ),
  };
  const ordered = order.lines.reduce((sum, line) => sum + line.quantity - line.canceled - line.delivered, 0);
  const here = list.state === 'delivered' ? 0 : goods.reduce((sum, { picked }) => sum + picked, 0);
  return {
    id,
    label: list.label,
    state: list.state,
    order: titles.orders(list.order),
    orderState: order.state,
    customer: titles.customers(list.customer),
    shippingAddress: order.shippingAddress,
    box: titles.boxes(list.box),
    missing: quantity(Math.max(0, ordered - here)),
    lines: goods.map(({ line, product, lot, picked, packed }) => {
      const own = products.get(product);
      return {
        line,
        product: own?.title ?? { id: product, title: null },
        legacyNumber: own?.legacySku ?? null,
        codes: own?.codes ?? [],
        lot: titles.lots(lot),
        picked: quantity(picked),
        packed: quantity(packed),
        pieceWeight: own?.pieceWeight ? quantity(own.pieceWeight) : null,
      };
    }),
    parcels: await parcelsOf(ctx, id),
  };
}

async function parcelsOf(ctx: Ctx, list: number): Promise<Packing['parcels']> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT p.id, p.number, p.weight, SUM(c.quantity) AS quantity FROM picking_parcel p
      JOIN picking_parcel_contents c ON c.parent_id = p.id
      WHERE p.pick_list = ? AND p.state = 'packed' GROUP BY p.id, p.number, p.weight ORDER BY p.id`,
    [list],
  );
  return rows.map((row) => ({
    id: Number(row.id),
    number: String(row.number),
    weight: Number(row.weight),
    quantity: quantity(Number(row.quantity)),
  }));
}
