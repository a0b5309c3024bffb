import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import type { DomainEvent } from '#kernel/server/events.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { pickingErrors, pickList } from '../../contract/index.ts';
import { ended } from '../pick/close-wave.ts';

type State = 'open' | 'picked' | 'packed';

async function listsOf(ctx: Ctx, events: readonly DomainEvent[], states: readonly State[]) {
  const found = await ctx.db
    .selectFrom('picking_list')
    .select('id')
    .where(
      'order',
      'in',
      events.map(({ id }) => id),
    )
    .where('state', 'in', [...states])
    .execute();
  const ids = found.map(({ id }) => Number(id));
  return ids.length === 0 ? [] : rowsOf(ctx, pickList, ids, { lock: true });
}

/**
 * What has been picked has left with the delivery; its boxes are free for others. Whoever is still fetching for the order
 * ends his walk first: what he brings after it would be nobody's.
 * @throws AppError 409 `picking.orderBeingPicked`
 */
export async function noteDelivered(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  await refuseWalking(ctx, events);
  const lists = await listsOf(ctx, events, ['picked', 'packed']);
  if (lists.length === 0) return;
  await update(
    trusted(ctx),
    pickList,
    lists.map(({ id }) => ({ id, patch: { state: 'delivered' as const, ...ended } })),
  );
}

async function refuseWalking(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const busy = await ctx.db
    .selectFrom('picking_list')
    .select(['order', 'label'])
    .where(
      'active_order',
      'in',
      events.map(({ id }) => id),
    )
    .executeTakeFirst();
  if (!busy) return;
  const [order] = await rowsOf(ctx, salesOrder, [Number(busy.order)]);
  throw pickingErrors.orderBeingPicked({ order: order?.number ?? '', list: String(busy.label) });
}

/** An order whose goods have left the shelf is not canceled before they are back there. @throws AppError 409 `picking.orderIsPicked` */
export async function refuseCanceling(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const lists = await listsOf(ctx, events, ['open', 'picked', 'packed']);
  if (lists.length === 0) return;
  const taken = await ctx.db
    .selectFrom('picking_pick')
    .select('pick_list')
    .where(
      'pick_list',
      'in',
      lists.map(({ id }) => id),
    )
    .where('state', '=', 'taken')
    .where('quantity', '>', 0)
    .executeTakeFirst();
  const busy = lists.find(({ id }) => id === Number(taken?.pick_list));
  if (busy) throw pickingErrors.orderIsPicked({ list: busy.label });
  await update(
    trusted(ctx),
    pickList,
    lists.map(({ id }) => ({ id, patch: { state: 'canceled' as const, ...ended } })),
  );
}
