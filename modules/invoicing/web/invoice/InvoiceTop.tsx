import type { SlotProps } from '#kernel/web/index.ts';
import { OrderWay } from '#modules/sales/web/index.ts';
import { invoice } from '../../contract/index.ts';

export default function InvoiceTop({ row }: SlotProps<typeof invoice>) {
  return <OrderWay order={row.order.id} here={{ resource: invoice.name, id: row.id }} />;
}
