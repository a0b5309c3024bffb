import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys, request, useIntent, useWatch } from '#kernel/web/index.ts';
import { balance, type DemandChoices, demand, type OpenDemandPage, reservation, supply } from '../../contract/index.ts';
import { useRefreshOn } from '../use-refresh-on.ts';

export interface DemandQuestion {
  product: number | null;
  /** Of one document. */
  resource: string | undefined;
  source: string | undefined;
}

/** What is asked for and not reserved, with what could be done about it, kept live; further rows on demand. */
export function useDemand({ product, resource, source }: DemandQuestion) {
  useWatch(demand.name);
  // What is free decides what can be done, what is expected says until when.
  useRefreshOn(demand.name, balance.name);
  useRefreshOn(demand.name, supply.name);
  const asked = new URLSearchParams();
  if (product !== null) asked.set('product', String(product));
  if (resource && source) {
    asked.set('resource', resource);
    asked.set('source', source);
  }
  const result = useInfiniteQuery({
    queryKey: keys.list(demand.name, `open ${asked}`),
    queryFn: ({ pageParam, signal }) => {
      const page = new URLSearchParams(asked);
      if (pageParam) page.set('cursor', pageParam);
      return request<OpenDemandPage>(`stock/allocations?${page}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data]);
  return { ...result, items };
}

/** Where the goods for a demand could come from, as it is now. */
export const useChoices = (id: number) =>
  useQuery({
    queryKey: keys.list(demand.name, `choices ${id}`),
    queryFn: ({ signal }) => request<DemandChoices>(`stock/allocations/${id}`, { signal }),
    gcTime: 0,
  });

/** Sends an act upon stock that is reserved or asked for, once, and brings up to date what shows it. */
export function useAllocating() {
  const client = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: ({ path, body = {} }: { path: string; body?: Record<string, unknown> }) =>
      request<Record<string, unknown>>(path, { method: 'POST', body, idempotencyKey: intent.key({ path, body }) }),
    onSettled: () => {
      intent.done();
      for (const { name } of [demand, reservation, balance])
        void client.invalidateQueries({ queryKey: keys.lists(name) });
    },
  });
}
