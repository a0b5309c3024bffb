import type { SelectionProps } from '#kernel/web/index.ts';
import type { product } from '../../contract/index.ts';
import { ChangeButton } from './ChangeButton.tsx';

/** What can be done with the parent products selected in the list. */
export default function ProductSelection({ rows, clear }: SelectionProps<typeof product>) {
  return <ChangeButton resource="product" ids={rows.map(({ id }) => id)} onChanged={clear} />;
}
