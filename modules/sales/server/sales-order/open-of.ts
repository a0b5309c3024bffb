import type { Quantity } from '#kernel/contract/index.ts';

interface Progress {
  quantity: Quantity;
  canceled: Quantity;
  delivered: Quantity;
  invoiced: Quantity;
}

/** What of a line is still to be delivered. */
export const openOf = ({ quantity, canceled, delivered }: Omit<Progress, 'invoiced'>): Quantity =>
  Math.max(0, quantity - canceled - delivered);

/** Whether nothing is left to be invoiced, now or after a delivery. */
export const isInvoiced = (lines: readonly Progress[]): boolean =>
  lines.every(({ quantity, canceled, invoiced }) => invoiced >= quantity - canceled);
