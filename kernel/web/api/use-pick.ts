import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { keys } from './keys.ts';
import { request } from './request.ts';
import type { ResourceRef } from './rows.ts';

export interface PickItem {
  id: number;
  title: string;
  subtitle?: string | null;
}

export function pickQueryOptions(
  resource: ResourceRef,
  q: string,
  where: Readonly<Record<string, string | number | boolean>> = {},
) {
  const params = new URLSearchParams({ q, limit: '20' });
  for (const [field, value] of Object.entries(where)) params.set(`filter[${field}]`, String(value));
  return queryOptions({
    queryKey: keys.pick(resource.name, params.toString()),
    queryFn: ({ signal }) => request<{ items: PickItem[] }>(`${resource.path}/pick?${params}`, { signal }),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
}

/** Records whose words begin with those of `q`, for a pick field. */
export function usePick(
  resource: ResourceRef | undefined,
  q: string,
  enabled: boolean,
  where?: Readonly<Record<string, string | number | boolean>>,
) {
  const options = pickQueryOptions(resource ?? { name: '', path: '' }, q, where);
  return useQuery({ ...options, enabled: enabled && resource !== undefined });
}
