import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { releaseReservations } from '#modules/stock/server/index.ts';
import { salesErrors, salesOrder } from '../../contract/index.ts';

/** Gives the reserved stock free. What has been delivered is not cancelled but returned or credited. */
export async function cancelOrder(
  ctx: Ctx,
  order: Row<typeof salesOrder>,
  { reason }: { reason: string },
): Promise<Patch<typeof salesOrder>> {
  if (order.lines.some((line) => line.delivered > 0)) throw salesErrors.alreadyDelivered();
  await releaseReservations(ctx, { resource: salesOrder.name, id: order.id });
  return { cancelReason: reason };
}
