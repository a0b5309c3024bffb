import type { SlotProps } from '#kernel/web/index.ts';
import { variant } from '../../contract/index.ts';
import { OriginFacts } from './OriginFacts.tsx';

/** Where a variant comes from. */
export default function VariantOrigin({ row }: SlotProps<typeof variant>) {
  const { legacyRefOld, legacyFamilie, legacyId, legacyKey, legacyUidOriginal, legacyStamp } = row;
  const values = { legacyRefOld, legacyFamilie, legacyId, legacyKey, legacyUidOriginal, legacyStamp };
  return <OriginFacts resource={variant} values={values} />;
}
