import type { SlotProps } from '#kernel/web/index.ts';
import type { variant } from '#modules/catalog/contract/index.ts';
import { LabelButton } from './LabelButton.tsx';

export default function ProductLabels({ row }: SlotProps<typeof variant>) {
  return <LabelButton kind="product" ids={[row.id]} compact />;
}
