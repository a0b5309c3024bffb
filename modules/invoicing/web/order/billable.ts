import { parseDecimal } from '#kernel/contract/index.ts';

interface Line {
  delivered: string;
  invoiced: string;
}

/** Whether anything was delivered that is not invoiced yet. */
export const hasBillable = (lines: readonly Line[]): boolean =>
  lines.some(
    ({ delivered, invoiced }) => (parseDecimal(delivered, 'quantity') ?? 0) > (parseDecimal(invoiced, 'quantity') ?? 0),
  );
