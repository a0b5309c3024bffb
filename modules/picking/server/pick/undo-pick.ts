import { formatDecimal, type Patch, type Quantity, type Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import {
  assignDemands,
  moveReserved,
  postMovements,
  type ReservedMove,
  reservationsOf,
} from '#modules/stock/server/index.ts';
import { pick, pickingErrors, pickList, wave } from '../../contract/index.ts';
import { lineKey, openDemands } from './open-demands.ts';
import { type HeldHere, postingOf } from './wave-posting.ts';

type Pick = Row<typeof pick>;

/** For what belongs to a list: the list is held first, as whoever finishes, packs or cancels holds it. */
export const holdList =
  (table: 'picking_pick' | 'picking_parcel') =>
  async (ctx: Ctx, id: number): Promise<void> => {
    const row = await ctx.db.selectFrom(table).select('pick_list').where('id', '=', id).executeTakeFirst();
    if (row) await rowsOf(ctx, pickList, [Number(row.pick_list)], { lock: true });
  };

/** Takes back one reach into a shelf: the goods lie there again, in the books as by hand. @throws AppError 409 `picking.goodsGone` */
export async function undoPick(ctx: Ctx, row: Pick): Promise<Patch<typeof pick>> {
  const list = await rowOf(ctx, pickList, row.pickList);
  if (list.state !== 'open') throw pickingErrors.listClosed({ list: list.label });
  const gone = await giveBack(ctx, [row]);
  if (gone > 0) throw pickingErrors.goodsGone({ quantity: formatDecimal(gone, 'quantity') });
  return {};
}

/**
 * All that was taken for lists of one walk. What is no longer at the table – counted away, written off – cannot be put
 * back and is asked for again already; it does not keep the rest there. A constant number of statements.
 */
export async function giveBackAll(ctx: Ctx, lists: readonly number[]): Promise<void> {
  if (lists.length === 0) return;
  const found = await ctx.db
    .selectFrom('picking_pick')
    .select('id')
    .where('pick_list', 'in', [...lists])
    .where('state', '=', 'taken')
    .execute();
  const ids = found.map(({ id }) => Number(id));
  // One of them may have been taken back while it was waited for.
  const rows = (await rowsOf(ctx, pick, ids, { lock: true })).filter(({ state }) => state === 'taken');
  await giveBack(ctx, rows);
  await update(
    trusted(ctx),
    pick,
    rows.map(({ id }) => ({ id, patch: { state: 'undone' as const } })),
  );
}

/**
 * @param rows of one walk.
 * @returns how much of it is no longer at the table.
 */
async function giveBack(ctx: Ctx, rows: readonly Pick[]): Promise<Quantity> {
  const [first] = rows;
  if (!first) return 0;
  const posting = postingOf(ctx, await rowOf(ctx, wave, first.wave));
  const orders = [...new Set(rows.map(({ order }) => order))];
  const held = await reservationsOf(ctx, { resource: salesOrder.name, id: orders }, { lock: true });
  const { moves, gone } = backToShelf(rows, held);
  await moveReserved(ctx, posting, moves);
  const missing = rows.filter(({ shortage, missingAt }) => shortage > 0 && missingAt !== null);
  await postMovements(
    ctx,
    { ...posting, isReversal: true },
    missing.map(({ product, lot, location, compartment, orderLine, shortage, missingAt }) => ({
      product,
      lot,
      from: missingAt ?? location,
      to: location,
      toCompartment: compartment,
      quantity: shortage,
      sourceLine: orderLine,
    })),
  );
  await keepAgain(ctx, missing);
  return gone;
}

/** What lies at the table for the lines, to where each pick was taken from. */
function backToShelf(rows: readonly Pick[], held: readonly HeldHere[]): { moves: ReservedMove[]; gone: Quantity } {
  const left = new Map(held.map(({ id, quantity }) => [id, quantity]));
  const atTable = Map.groupBy(held, (one) => goodsKey(one.location, one.sourceId, one.sourceLine, one.lot));
  const moves: ReservedMove[] = [];
  let gone = 0;
  for (const row of rows) {
    let open = row.quantity;
    for (const { id } of atTable.get(goodsKey(row.place, row.order, row.orderLine, row.lot)) ?? []) {
      const there = left.get(id) ?? 0;
      const quantity = Math.min(open, there);
      if (quantity <= 0) continue;
      moves.push({ reservation: id, quantity, to: row.location, toCompartment: row.compartment });
      left.set(id, there - quantity);
      open -= quantity;
    }
    gone += open;
  }
  return { moves, gone };
}

const goodsKey = (place: number, order: number, line: number, lot: number | null) => [place, order, line, lot].join();

/** What was called missing is reserved where it was, unless the order has got it from elsewhere meanwhile. */
async function keepAgain(ctx: Ctx, rows: readonly Pick[]): Promise<void> {
  if (rows.length === 0) return;
  const asking = await openDemands(
    ctx,
    rows.map(({ order }) => order),
  );
  await assignDemands(
    ctx,
    rows.flatMap(({ order, orderLine, location, compartment, lot, shortage }) => {
      const asked = asking.get(lineKey(order, orderLine));
      return asked ? [{ demand: asked, location, compartment, lot, quantity: shortage }] : [];
    }),
  );
}
