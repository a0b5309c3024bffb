import type { SlotProps } from '#kernel/web/index.ts';
import type { box } from '../../contract/index.ts';
import { LabelButton } from './LabelButton.tsx';

export default function BoxLabels({ row }: SlotProps<typeof box>) {
  return <LabelButton kind="box" ids={[row.id]} compact />;
}
