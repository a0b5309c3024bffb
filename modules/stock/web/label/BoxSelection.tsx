import type { SelectionProps } from '#kernel/web/index.ts';
import type { box } from '../../contract/index.ts';
import { LabelButton } from './LabelButton.tsx';

export default function BoxSelection({ rows }: SelectionProps<typeof box>) {
  return <LabelButton kind="box" ids={rows.map(({ id }) => id)} />;
}
