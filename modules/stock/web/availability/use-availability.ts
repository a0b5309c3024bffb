import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys, request, useWatch } from '#kernel/web/index.ts';
import { type AvailabilityPage, balance, demand, supply } from '../../contract/index.ts';
import { useRefreshOn } from '../use-refresh-on.ts';

export interface AvailabilityQuestion {
  q?: string;
  /** One product alone. */
  product?: number;
  warehouse?: number | null;
  show?: 'all' | 'asked';
  days: number;
}

const pageSize = '50';

/** What there is, comes and is asked for; further products on demand, kept live. */
export function useAvailability({ q, product, warehouse, show, days }: AvailabilityQuestion) {
  useWatch(balance.name);
  useRefreshOn(balance.name, demand.name);
  useRefreshOn(balance.name, supply.name);
  const asked = new URLSearchParams({ days: String(days), limit: pageSize });
  if (show) asked.set('show', show);
  if (product !== undefined) asked.set('product', String(product));
  if (q) asked.set('q', q);
  if (warehouse) asked.set('warehouse', String(warehouse));
  const result = useInfiniteQuery({
    queryKey: keys.list(balance.name, `availability ${asked}`),
    queryFn: ({ pageParam, signal }) => {
      const page = new URLSearchParams(asked);
      if (pageParam) page.set('cursor', pageParam);
      return request<AvailabilityPage>(`stock/availability?${page}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data]);
  return { ...result, items, days: result.data?.pages[0]?.days ?? [] };
}
