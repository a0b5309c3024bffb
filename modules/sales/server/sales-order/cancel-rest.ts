import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { releaseReservations } from '#modules/stock/server/index.ts';
import { salesErrors, salesOrder } from '../../contract/index.ts';
import { isInvoiced, openOf } from './open-of.ts';

/**
 * Ends an order of which a part has been delivered: what is open is not delivered any more, its stock is given free, and
 * nothing more is asked for. Once what was delivered has been invoiced, the order is done.
 * @throws AppError 409 `sales.noRest`
 */
export async function cancelRest(
  ctx: Ctx,
  order: Row<typeof salesOrder>,
  { reason }: { reason: string },
): Promise<Patch<typeof salesOrder>> {
  if (order.deliveryState !== 'partial') throw salesErrors.noRest();
  await releaseReservations(ctx, { resource: salesOrder.name, id: order.id });
  const lines = order.lines.map((line) => ({ ...line, canceled: line.canceled + openOf(line) }));
  return { cancelReason: reason, lines, ...(isInvoiced(lines) && { state: 'invoiced' }) };
}
