import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { usePaged } from '#kernel/web/api/use-paged.ts';
import { keys, request, useIntent, useWatch } from '#kernel/web/index.ts';
import { useRefreshOn } from '#kernel/web/realtime/use-refresh-on.ts';
import { balance, type DemandChoices, demand, type OpenDemandPage, reservation, supply } from '../../contract/index.ts';

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
  return usePaged<OpenDemandPage>({
    resource: demand.name,
    path: 'stock/allocations',
    params: {
      product: product === null ? undefined : String(product),
      ...(resource && source && { resource, source }),
    },
    from: 'cursor',
  });
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
