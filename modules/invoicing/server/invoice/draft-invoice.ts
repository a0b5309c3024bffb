import type { Patch, Row } from '#kernel/contract/index.ts';
import { type Ctx, tables } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { documentTotals, lineAmount } from '#modules/org/contract/index.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { type invoice, invoicingErrors } from '../../contract/index.ts';

type Invoice = Row<typeof invoice>;
type Order = Row<typeof salesOrder>;

interface Numbers {
  catalog_variant: { id: number; sku: string; legacy_sku: string | null };
}

/** A new invoice takes everything from its order: what was delivered and not yet invoiced (PRD-SAL-07, PRD-SAL-08). */
export async function completeInvoice(ctx: Ctx, changes: Change<Invoice>[]): Promise<void> {
  for (const change of changes) {
    if (change.before) continue;
    const order = await rowOf(ctx, salesOrder, change.row.order, { lock: true });
    if (order.state !== 'confirmed') throw invoicingErrors.orderNotConfirmed();
    await refuseSecondDraft(ctx, order.id);
    const lines = await billableLines(ctx, order);
    if (lines.length === 0) throw invoicingErrors.nothingToInvoice();
    const { customer, language, taxIncluded, billingAddress, customerReference, paymentTerms } = order;
    Object.assign(change.row, {
      customer,
      language,
      taxIncluded,
      billingAddress,
      customerReference,
      paymentTerms,
      lines,
    });
  }
}

/** One open draft per order: two of them would both hold the same lines. */
async function refuseSecondDraft(ctx: Ctx, order: number): Promise<void> {
  const draft = await ctx.db
    .selectFrom('invoicing_invoice')
    .select('id')
    .where('order', '=', order)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (draft) throw invoicingErrors.alreadyInvoiced();
}

async function billableLines(ctx: Ctx, order: Order): Promise<Invoice['lines']> {
  const open = order.lines.filter((line) => line.delivered > line.invoiced);
  if (open.length === 0) return [];
  const numbers = await tables<Numbers>(ctx)
    .selectFrom('catalog_variant')
    .select(['id', 'sku', 'legacy_sku'])
    .where(
      'id',
      'in',
      open.map((line) => line.product),
    )
    .execute();
  const byId = new Map(numbers.map((row) => [row.id, row]));
  return open.map((line) => {
    const { product, description, unit, price, discount, taxPercent } = line;
    const quantity = line.delivered - line.invoiced;
    return {
      product,
      description,
      unit,
      price,
      discount,
      taxPercent,
      quantity,
      sku: byId.get(product)?.sku ?? '',
      legacySku: byId.get(product)?.legacy_sku ?? null,
      amount: lineAmount({ quantity, price, discount }),
      orderLine: line.id ?? 0,
    };
  });
}

/** Totals follow from the lines for as long as the invoice is a draft; what is open, from the payments. */
export function invoiceTotals(row: Invoice): Patch<typeof invoice> {
  if (row.state !== 'draft') return { openAmount: row.grossTotal - row.paidAmount };
  const { netTotal, taxTotal, grossTotal, taxes } = documentTotals(row.lines, row.taxIncluded);
  const kept = row.taxes.length === taxes.length ? taxes.map((tax, index) => ({ ...row.taxes[index], ...tax })) : taxes;
  return { netTotal, taxTotal, grossTotal, openAmount: grossTotal - row.paidAmount, taxes: kept };
}
