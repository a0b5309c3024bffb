import type { SlotProps } from '#kernel/web/index.ts';
import { variant } from '../../contract/index.ts';
import { Attachments } from './Attachments.tsx';

export default function VariantAttachments({ row }: SlotProps<typeof variant>) {
  return <Attachments resource={variant} row={row} />;
}
