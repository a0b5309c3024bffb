import { formatDecimal, type Money, type Patch, type Row, roundToCents } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { type invoice, invoicingErrors, payment } from '../../contract/index.ts';

interface PaymentInput {
  amount: Money;
  date: string | null;
  method: Row<typeof payment>['method'];
  reference: string | null;
}

/** Writes the payment and carries the open amount; at zero the invoice is paid (PRD-SAL-10). */
export async function recordPayment(
  ctx: Ctx,
  row: Row<typeof invoice>,
  input: PaymentInput,
): Promise<Patch<typeof invoice>> {
  const today = businessDate(ctx.app.clock());
  const { amount, date, method, reference } = input;
  if (amount !== roundToCents(amount))
    throw invoicingErrors.paymentNotInCents({}, [{ path: 'amount', code: 'invoicing.paymentNotInCents' }]);
  if (amount > row.openAmount) {
    const open = formatDecimal(row.openAmount, 'money');
    throw invoicingErrors.paymentExceedsOpenAmount({ open }, [
      { path: 'amount', code: 'invoicing.paymentExceedsOpenAmount', params: { open } },
    ]);
  }
  if (date && date > today)
    throw invoicingErrors.paymentInFuture({}, [{ path: 'date', code: 'invoicing.paymentInFuture' }]);
  await create(ctx, payment, [
    {
      invoice: row.id,
      customer: row.customer,
      date: date ?? today,
      amount,
      method: method ?? 'transfer',
      reference: reference ?? row.number,
    },
  ]);
  const paidAmount = row.paidAmount + amount;
  return paidAmount === row.grossTotal ? { paidAmount, state: 'paid' } : { paidAmount };
}
