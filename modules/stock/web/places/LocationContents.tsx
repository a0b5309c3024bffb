import type { SlotProps } from '#kernel/web/index.ts';
import type { location } from '../../contract/index.ts';
import { PlaceContents } from './PlaceContents.tsx';

/** What lies there, below the fields of the place. */
export default function LocationContents({ row }: SlotProps<typeof location>) {
  return row.kind === 'storage' ? <PlaceContents id={row.id} /> : null;
}
