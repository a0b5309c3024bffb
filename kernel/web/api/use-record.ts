import { queryOptions, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { WireRow } from '../../contract/index.ts';
import type { Change } from '../changes/line-changes.ts';
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
export const useRecord = <const R extends ResourceRef>(resource: R, id: number): UseQueryResult<WireRow<R>> =>
  useRow<WireRow<R>>(resource, id);

/** As {@link useRecord}, for a resource of which only the shape is known. */
export function useRow<T = AnyRow>(resource: ResourceRef, id: number): UseQueryResult<T> {
  useWatch(resource.name, id);
  return useQuery(recordQueryOptions<T>(resource, id));
}

/** Whether somebody has deleted the record while it was open here. */
export function useDeleted(resource: ResourceRef, id: number): boolean {
  const { data } = useQuery({
    queryKey: keys.deleted(resource.name, id),
    queryFn: () => false,
    initialData: false,
    enabled: false,
  });
  return data;
}

export interface HistoryEntry {
  id: number;
  at: string;
  user: { id: number; title: string | null } | null;
  action: string;
  changes: Record<string, Change>;
}
