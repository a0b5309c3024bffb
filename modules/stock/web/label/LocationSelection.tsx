import type { SelectionProps } from '#kernel/web/index.ts';
import type { location } from '../../contract/index.ts';
import { LabelButton } from './LabelButton.tsx';

export default function LocationSelection({ rows }: SelectionProps<typeof location>) {
  return <LabelButton kind="location" ids={rows.map(({ id }) => id)} />;
}
