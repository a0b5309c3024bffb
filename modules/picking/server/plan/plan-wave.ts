import type { Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { create } from '#kernel/server/write.ts';
import { businessDate, nextNumber } from '#modules/org/server/index.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { pickingErrors, pickList, wave } from '../../contract/index.ts';
import { openTasks } from '../walk/open-tasks.ts';
import { mainWarehouse, placeFor } from './picking-places.ts';

export interface WavePlan {
  /** Ids, in the order of their boxes. */
  orders: readonly number[];
  warehouse?: number | undefined;
  note?: string | undefined;
  /** Box of each order, by position; what is missing has none. */
  boxes?: readonly (number | null)[] | undefined;
}

/**
 * Begins one walk for orders (one is enough). The database holds that an order is in one walk at a time.
 * @throws AppError 409 `picking.nothingToPick` naming the order, `picking.orderBeingPicked`, `picking.boxInUse`,
 *   `picking.placeNeeded`
 */
export async function planWave(ctx: Ctx, plan: WavePlan): Promise<Row<typeof wave>> {
  return withTransaction(ctx, async (tx) => {
    const own = trusted(tx);
    const warehouse = plan.warehouse ?? (await mainWarehouse(tx));
    const ids = [...new Set(plan.orders)];
    const orders = new Map((await rowsOf(tx, salesOrder, ids, { lock: true })).map((order) => [order.id, order]));
    const waiting = new Set((await openTasks(tx, ids, warehouse)).map(({ order }) => order));
    const idle = ids.find((id) => !waiting.has(id));
    if (idle !== undefined) throw pickingErrors.nothingToPick({ order: orders.get(idle)?.number ?? String(idle) });
    await refuseBusy(tx, ids, orders);
    await refuseUsedBoxes(tx, plan.boxes ?? []);
    const date = businessDate(tx.app.clock());
    const [made] = await create(own, wave, [
      {
        number: await nextNumber(tx, wave.name, date),
        date,
        warehouse,
        place: await placeFor(tx, warehouse, 'picking'),
        orders: ids.length,
        ...(await lastTolerance(tx, warehouse)),
        note: plan.note ?? null,
      },
    ]);
    if (!made) throw pickingErrors.nothingToPick({ order: '' });
    await create(
      own,
      pickList,
      ids.map((order, index) => ({
        label: `${made.number}/${index + 1}`,
        wave: made.id,
        position: index + 1,
        order,
        customer: orders.get(order)?.customer ?? 0,
        activeOrder: order,
        box: plan.boxes?.[index] ?? null,
        activeBox: plan.boxes?.[index] ?? null,
      })),
    );
    return made;
  });
}

/** What scales of the warehouse were allowed at the last walk holds until somebody says otherwise. */
async function lastTolerance(ctx: Ctx, warehouse: number): Promise<{ tolerance?: number }> {
  const last = await ctx.db
    .selectFrom('picking_wave')
    .select('tolerance')
    .where('warehouse', '=', warehouse)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? { tolerance: Number(last.tolerance) } : {};
}

/** @throws AppError 409 `picking.orderBeingPicked` with the walk that has it */
async function refuseBusy(
  ctx: Ctx,
  ids: readonly number[],
  orders: ReadonlyMap<number, Row<typeof salesOrder>>,
): Promise<void> {
  const busy = await ctx.db
    .selectFrom('picking_list')
    .select(['active_order', 'label'])
    .where('active_order', 'in', [...ids])
    .executeTakeFirst();
  if (!busy) return;
  const order = orders.get(Number(busy.active_order))?.number ?? '';
  throw pickingErrors.orderBeingPicked({ order, list: String(busy.label) });
}

/** @throws AppError 409 `picking.boxInUse` where another order is gathered in one of these boxes. */
export async function refuseUsedBoxes(ctx: Ctx, boxes: readonly (number | null)[], except = 0): Promise<void> {
  const wanted = boxes.filter((id): id is number => id !== null);
  if (wanted.length === 0) return;
  const used = await ctx.db
    .selectFrom('picking_list as p')
    .innerJoin('stock_box as b', 'b.id', 'p.active_box')
    .select(['b.code', 'p.label'])
    .where('p.active_box', 'in', wanted)
    .where('p.id', '!=', except)
    .executeTakeFirst();
  const twice = wanted.find((id, index) => wanted.indexOf(id) !== index);
  if (used || twice !== undefined)
    throw pickingErrors.boxInUse({ box: String(used?.code ?? ''), list: String(used?.label ?? '') });
}
