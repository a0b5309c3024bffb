import type { SlotProps } from '#kernel/web/index.ts';
import { product } from '../../contract/index.ts';
import { OriginFacts } from './OriginFacts.tsx';

/** Where a product comes from. */
export default function ProductOrigin({ row }: SlotProps<typeof product>) {
  const { legacyId, legacyKey, legacyUidOriginal, legacyStamp } = row;
  return <OriginFacts resource={product} values={{ legacyId, legacyKey, legacyUidOriginal, legacyStamp }} />;
}
