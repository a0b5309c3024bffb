import type { SlotProps } from '#kernel/web/index.ts';
import type { location } from '../../contract/index.ts';
import { LabelButton } from './LabelButton.tsx';

export default function LocationLabels({ row }: SlotProps<typeof location>) {
  // Nobody stands before the places that only make the books balance.
  if (row.kind !== 'storage') return null;
  return <LabelButton kind="location" ids={[row.id]} compact />;
}
