import { useQuery } from '@tanstack/react-query';
import { keys, request, useMay, useWatch } from '#kernel/web/index.ts';
import { balance, reservation } from '#modules/stock/contract/index.ts';
import { type OrderCoverage, salesOrder } from '../../contract/index.ts';

interface Asked {
  id: number;
  version: number;
  state: string;
}

/** How far the lines of an order are provided for, kept live; of a draft, how far they would be by what is free. */
export function useCoverage({ id, version, state }: Asked) {
  const may = useMay();
  const decisive = state === 'draft' ? balance : reservation;
  const isAsked = (state === 'draft' || state === 'confirmed') && may(`${decisive.name}:read`);
  useWatch(isAsked ? decisive.name : undefined);
  return useQuery({
    queryKey: keys.list(decisive.name, `coverage ${salesOrder.name} ${id} ${version}`),
    queryFn: ({ signal }) => request<OrderCoverage>(`${salesOrder.path}/${id}/coverage`, { signal }),
    enabled: isAsked,
    staleTime: 5_000,
  });
}
