import { useEffect, useMemo } from 'react';
import type { Filter } from '#kernel/contract/index.ts';
import { useFormats, useList } from '#kernel/web/index.ts';
import { variant } from '../../contract/index.ts';
import type { VariantRow } from './variant-drafts.ts';

/** Fields that a family shows of its variants; the purchase price comes only to those who may see it. */
const fields = [
  'sku',
  'legacySku',
  'name',
  'product',
  'baseSku',
  'variantCode',
  'state',
  'retailPrice',
  'tradePrice',
  'recommendedPrice',
  'purchasePrice',
];
const largestPage = 200;

export interface FamilyVariants {
  rows: readonly VariantRow[];
  /** Not all of them are there yet. */
  isPending: boolean;
  error: Error | null;
  refetch: () => void;
}

/** All variants of a product, by variant code, kept live. */
export function useVariants(product: number): FamilyVariants {
  const { compare } = useFormats();
  const { rows, ...rest } = useEveryVariant(
    { field: 'product', operator: 'eq', value: String(product) },
    'variantCode',
  );
  // The database sorts by character codes; people read `9` before `10`.
  const sorted = useMemo(
    () => [...rows].sort((a, b) => compare(a.variantCode ?? '', b.variantCode ?? '') || compare(a.sku, b.sku)),
    [rows, compare],
  );
  return { rows: sorted, ...rest };
}

/** The variants that somebody has selected in a list, by SKU, kept live. */
export const useSelectedVariants = (ids: string): FamilyVariants =>
  useEveryVariant({ field: 'id', operator: 'in', value: ids || '0' }, 'sku');

/** All variants that pass the filter, page after page. */
function useEveryVariant(filter: Filter, sort: string): FamilyVariants {
  const list = useList(variant, { filters: [filter], sort, limit: largestPage, fields });
  const { rows, hasMore, isFetchingMore, fetchMore } = list;
  useEffect(() => {
    if (hasMore && !isFetchingMore) fetchMore();
  }, [hasMore, isFetchingMore, fetchMore]);
  return { rows, isPending: list.isPending || hasMore, error: list.error, refetch: list.refetch };
}
