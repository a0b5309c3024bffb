import type { SlotProps } from '#kernel/web/index.ts';
import { delivery } from '../../contract/index.ts';
import DocumentLines from '../lines/DocumentLines.tsx';

/** What has left the house. */
export default function DeliveryLines({ row }: SlotProps<typeof delivery>) {
  return <DocumentLines resource={delivery} lines={row.lines ?? []} show={['quantity']} />;
}
