import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { salesOrder } from '../../contract/index.ts';
import { isInvoiced } from './open-of.ts';

/**
 * Adds invoiced quantities (millionths, by order line) to an order; fully invoiced, it ends as `invoiced`.
 * Called by invoicing in the transaction that posts the invoice.
 */
export async function noteInvoiced(ctx: Ctx, orderId: number, quantities: ReadonlyMap<number, number>): Promise<void> {
  const order = await rowOf(ctx, salesOrder, orderId, { lock: true });
  const lines = order.lines.map((line) => ({ ...line, invoiced: line.invoiced + (quantities.get(line.id ?? 0) ?? 0) }));
  await update(trusted(ctx), salesOrder, [
    { id: orderId, patch: isInvoiced(lines) ? { lines, state: 'invoiced' } : { lines } },
  ]);
}
