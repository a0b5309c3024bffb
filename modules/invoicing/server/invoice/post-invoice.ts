import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { company } from '#modules/org/contract/index.ts';
import { addDays, businessDate, companyId, nextNumber } from '#modules/org/server/index.ts';
import { paymentTerms } from '#modules/party/contract/index.ts';
import { noteInvoiced } from '#modules/sales/server/index.ts';
import { type invoice, invoicingErrors } from '../../contract/index.ts';

/**
 * Dates, due date, the order's invoiced quantities; number and instant are drawn last, in the same transaction.
 * An invoice of nothing (all lines free of charge) is paid at once: no payment would ever close it.
 */
export async function postInvoice(ctx: Ctx, row: Row<typeof invoice>): Promise<Patch<typeof invoice>> {
  const seller = await rowOf(ctx, company, await companyId(ctx));
  if (!seller.taxNumber && !seller.vatId) throw invoicingErrors.sellerIncomplete();
  const date = businessDate(ctx.app.clock());
  const terms = await rowOf(ctx, paymentTerms, row.paymentTerms);
  await noteInvoiced(ctx, row.order, new Map(row.lines.map((line) => [line.orderLine, line.quantity])));
  return {
    state: row.grossTotal === 0 ? 'paid' : 'open',
    date,
    deliveryDate: await lastDelivery(ctx, row.order, date),
    dueDate: addDays(date, terms.netDays),
    number: await nextNumber(ctx, 'invoicing.invoice', date),
  };
}

/** § 14 UStG asks for the day of delivery. */
async function lastDelivery(ctx: Ctx, order: number, otherwise: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('sales_delivery')
    .select('date')
    .where('order', '=', order)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return String(row?.date ?? otherwise);
}
