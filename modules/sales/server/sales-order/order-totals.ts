import type { Patch, Row } from '#kernel/contract/index.ts';
import { documentTotals, lineAmount } from '#modules/org/contract/index.ts';
import type { salesOrder } from '../../contract/index.ts';
import { openOf } from './open-of.ts';

type Order = Row<typeof salesOrder>;

/** Amounts of the lines, totals, and how far the delivery is: everything that follows from the lines. */
export function orderTotals(row: Order): Patch<typeof salesOrder> {
  // A line that still lacks something is refused right after this; it must not hide that behind a failing sum.
  const complete = row.lines.filter(
    (line) => line.quantity !== null && line.price !== null && line.taxPercent !== null,
  );
  const { netTotal, taxTotal, grossTotal } = documentTotals(complete, row.taxIncluded);
  const lines = row.lines.map((line) => (complete.includes(line) ? { ...line, amount: lineAmount(line) } : line));
  return { lines, netTotal, taxTotal, grossTotal, deliveryState: deliveryState(row.lines) };
}

function deliveryState(lines: Order['lines']): Order['deliveryState'] {
  if (lines.every((line) => line.delivered === 0)) return 'open';
  return lines.every((line) => openOf(line) === 0) ? 'delivered' : 'partial';
}
