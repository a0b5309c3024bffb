import type { SlotProps } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import OrderWay from '../way/OrderWay.tsx';

export default function OrderTop({ row }: SlotProps<typeof salesOrder>) {
  return <OrderWay order={row.id} here={{ resource: salesOrder.name, id: row.id }} />;
}
