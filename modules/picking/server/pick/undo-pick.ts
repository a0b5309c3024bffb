import { formatDecimal, type Patch, type Quantity, type Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { act, update } from '#kernel/server/write.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { demand } from '#modules/stock/contract/index.ts';
import { moveReserved, postMovements, reservationsOf } from '#modules/stock/server/index.ts';
import { pick, pickingErrors, pickList, wave } from '../../contract/index.ts';
import { demandOf } from './note-shortage.ts';
import { postingOf } from './wave-posting.ts';

type Pick = Row<typeof pick>;

/** Takes back one reach into a shelf: the goods lie there again, in the books as by hand. */
export async function undoPick(ctx: Ctx, row: Pick): Promise<Patch<typeof pick>> {
  const list = await rowOf(ctx, pickList, row.pickList);
  if (list.state !== 'open') throw pickingErrors.listClosed({ list: list.label });
  await giveBack(ctx, row);
  return {};
}

/** All that was taken for a list. */
export async function giveBackAll(ctx: Ctx, list: number): Promise<void> {
  const found = await ctx.db
    .selectFrom('picking_pick')
    .select('id')
    .where('pick_list', '=', list)
    .where('state', '=', 'taken')
    .execute();
  const ids = found.map(({ id }) => Number(id));
  for (const row of await rowsOf(ctx, pick, ids, { lock: true })) await giveBack(ctx, row);
  await update(
    trusted(ctx),
    pick,
    ids.map((id) => ({ id, patch: { state: 'undone' as const } })),
  );
}

async function giveBack(ctx: Ctx, row: Pick): Promise<void> {
  const posting = postingOf(ctx, await rowOf(ctx, wave, row.wave));
  if (row.quantity > 0) {
    const back = await heldAtTable(ctx, row);
    const to = { to: row.location, toCompartment: row.compartment };
    await moveReserved(
      ctx,
      posting,
      back.map(([reservation, quantity]) => ({ reservation, quantity, ...to })),
    );
  }
  if (row.shortage === 0 || row.missingAt === null) return;
  const { product, lot, location, compartment } = row;
  const move = { product, lot, from: row.missingAt, to: location, toCompartment: compartment, quantity: row.shortage };
  await postMovements(ctx, { ...posting, isReversal: true }, [{ ...move, sourceLine: row.orderLine }]);
  await keepAgain(ctx, row);
}

/** Reservations of the line at the picking place, as far as they go. @throws AppError 409 `picking.goodsGone` */
async function heldAtTable(ctx: Ctx, row: Pick): Promise<[reservation: number, quantity: Quantity][]> {
  const held = await reservationsOf(ctx, { resource: salesOrder.name, id: row.order }, { lock: true });
  const parts: [number, Quantity][] = [];
  let open = row.quantity;
  for (const one of held) {
    if (one.location !== row.place || one.sourceLine !== row.orderLine || one.lot !== row.lot) continue;
    const quantity = Math.min(open, one.quantity);
    if (quantity > 0) parts.push([one.id, quantity]);
    open -= quantity;
  }
  if (open > 0) throw pickingErrors.goodsGone({ quantity: formatDecimal(open, 'quantity') });
  return parts;
}

/** What was called missing is reserved where it was, unless the order has got it from elsewhere meanwhile. */
async function keepAgain(ctx: Ctx, row: Pick): Promise<void> {
  const line = { sourceResource: salesOrder.name, sourceId: row.order, sourceLine: row.orderLine };
  const asking = await demandOf(ctx, line);
  if (asking === null) return;
  const { quantity: asked } = await rowOf(ctx, demand, asking, { lock: true });
  const { location, compartment, lot } = row;
  const quantity = Math.min(asked, row.shortage);
  if (quantity > 0) await act(trusted(ctx), demand, 'assign', asking, { location, compartment, lot, quantity });
}
