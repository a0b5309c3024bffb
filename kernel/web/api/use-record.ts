import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { WireRow } from '../../contract/index.ts';
import { useWatch } from '../realtime/use-watch.ts';
import { keys } from './keys.ts';
import { request } from './request.ts';
import type { AnyRow, ResourceRef } from './rows.ts';

export function recordQueryOptions<T = AnyRow>(resource: ResourceRef, id: number) {
  return queryOptions({
    queryKey: keys.record(resource.name, id),
    queryFn: ({ signal }) => request<T>(`${resource.path}/${id}`, { signal }),
    staleTime: 10_000,
  });
}

/** One record, kept live while it is shown. */
export function useRecord<const R extends ResourceRef>(resource: R, id: number): UseQueryResult<WireRow<R>> {
  useWatch(resource.name, id);
  return useQuery(recordQueryOptions<WireRow<R>>(resource, id));
}

export interface HistoryEntry {
  id: number;
  at: string;
  user: { id: number; title: string | null } | null;
  action: string;
  changes: Record<string, { before?: unknown; after?: unknown }>;
}
