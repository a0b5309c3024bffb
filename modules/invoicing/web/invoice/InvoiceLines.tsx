import type { SlotProps } from '#kernel/web/index.ts';
import { DocumentLines } from '#modules/sales/web/index.ts';
import { invoice } from '../../contract/index.ts';

const show = ['quantity', 'unit', 'price', 'discount', 'taxPercent', 'amount'];

/** What is invoiced, with the texts and prices of the order. */
export default function InvoiceLines({ row }: SlotProps<typeof invoice>) {
  return <DocumentLines resource={invoice} lines={row.lines ?? []} show={show} />;
}
