import { type SlotProps, useMay } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import DocumentLines from '../lines/DocumentLines.tsx';

const entered = ['quantity', 'unit', 'price', 'discount', 'taxPercent', 'amount'];
const progress = ['delivered', 'invoiced'];

/** What was ordered, at which price, and from the confirmation on how far it has come. */
export default function OrderLines({ row }: SlotProps<typeof salesOrder>) {
  const show = row.state === 'draft' ? entered : [...entered, ...progress];
  const may = useMay();
  const why = may('pricing.price:read') ? { customer: row.customer.id, date: row.date } : undefined;
  return <DocumentLines resource={salesOrder} lines={row.lines ?? []} show={show} why={why} />;
}
