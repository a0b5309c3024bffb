import type { SlotProps } from '#kernel/web/index.ts';
import type { lot } from '../../contract/index.ts';
import { LabelButton } from './LabelButton.tsx';

export default function LotLabels({ row }: SlotProps<typeof lot>) {
  return <LabelButton kind="lot" ids={[row.id]} compact />;
}
