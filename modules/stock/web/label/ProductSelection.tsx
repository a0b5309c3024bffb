import type { SelectionProps } from '#kernel/web/index.ts';
import type { variant } from '#modules/catalog/contract/index.ts';
import { LabelButton } from './LabelButton.tsx';

export default function ProductSelection({ rows }: SelectionProps<typeof variant>) {
  return <LabelButton kind="product" ids={rows.map(({ id }) => id)} />;
}
