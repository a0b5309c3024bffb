import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { keys, request, useText, useWatch } from '#kernel/web/index.ts';
import { useRefreshOn } from '#kernel/web/realtime/use-refresh-on.ts';
import { balance, box, location, type PlaceOverview } from '../../contract/index.ts';
import { treeOf } from './place-tree.ts';

/** All places, or those of a warehouse, as their tree; follows every movement. */
export function usePlaces(warehouse: number | null) {
  const { language } = useText();
  useWatch(balance.name);
  // A place that is renamed, or an empty box that is moved, moves no goods.
  useRefreshOn(balance.name, location.name);
  useRefreshOn(balance.name, box.name);
  const params = new URLSearchParams({ ...(warehouse !== null && { warehouse: String(warehouse) }), lang: language });
  const { data, error, refetch, isPending } = useQuery({
    queryKey: keys.list(balance.name, `places ${params}`),
    queryFn: ({ signal }) => request<{ items: PlaceOverview[] }>(`stock/place-overview?${params}`, { signal }),
    placeholderData: (before) => before,
  });
  const tree = useMemo(() => treeOf(data?.items ?? []), [data]);
  return { tree, count: data?.items.length ?? 0, error, isPending, refetch: () => void refetch() };
}
