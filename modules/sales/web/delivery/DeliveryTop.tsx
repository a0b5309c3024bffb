import type { SlotProps } from '#kernel/web/index.ts';
import { delivery } from '../../contract/index.ts';
import OrderWay from '../way/OrderWay.tsx';

export default function DeliveryTop({ row }: SlotProps<typeof delivery>) {
  return <OrderWay order={row.order.id} here={{ resource: delivery.name, id: row.id }} />;
}
