import type { SelectionProps } from '#kernel/web/index.ts';
import type { lot } from '../../contract/index.ts';
import { LabelButton } from './LabelButton.tsx';

export default function LotSelection({ rows }: SelectionProps<typeof lot>) {
  return <LabelButton kind="lot" ids={rows.map(({ id }) => id)} />;
}
