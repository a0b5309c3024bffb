import type { SlotProps } from '#kernel/web/index.ts';
import { product } from '../../contract/index.ts';
import { Attachments } from './Attachments.tsx';

export default function ProductAttachments({ row }: SlotProps<typeof product>) {
  return <Attachments resource={product} row={row} />;
}
