import { type InfiniteData, infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ListQuery, ListResult, WireRow } from '../../contract/index.ts';
import { useWatch } from '../realtime/use-watch.ts';
import { keys } from './keys.ts';
import { listParams } from './list-params.ts';
import { request } from './request.ts';
import type { ResourceRef } from './rows.ts';

export const pageSize = 100;

export type ListPages<T> = InfiniteData<ListResult<T>, string | null>;

/** Pages of a list, fetched one after the other by cursor. */
export function listQueryOptions<T>(resource: ResourceRef, query: ListQuery) {
  const params = listParams({ limit: pageSize, ...query });
  return infiniteQueryOptions({
    queryKey: keys.list(resource.name, params.toString()),
    queryFn: ({ pageParam, signal }): Promise<ListResult<T>> => {
      const page = new URLSearchParams(params);
      if (pageParam) page.set('cursor', pageParam);
      return request<ListResult<T>>(`${resource.path}?${page}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: ListResult<T>) => last.next,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    // A long list from the cache is refreshed where it is looked at, not page after page.
    refetchOnMount: (query) => (query.state.data?.pages.length ?? 0) < 2,
    meta: { path: resource.path, params: params.toString() },
  });
}

export interface ListState<T> {
  /** Of the query cache. */
  key: readonly unknown[];
  rows: T[];
  total: number;
  totalExact: boolean;
  /** Nothing has been fetched yet. */
  isPending: boolean;
  /** Rows of the previous query are still shown while those of the new one are on their way. */
  isStale: boolean;
  error: Error | null;
  hasMore: boolean;
  isFetchingMore: boolean;
  fetchMore: () => void;
  refetch: () => void;
}

/** The rows of a list that match `query`, kept live; `fetchMore` appends the next page. */
export const useList = <const R extends ResourceRef>(resource: R, query: ListQuery = {}): ListState<WireRow<R>> =>
  useRows<WireRow<R>>(resource, query);

/** As {@link useList}, for a resource of which only the shape is known. */
export function useRows<T>(resource: ResourceRef, query: ListQuery): ListState<T> {
  useWatch(resource.name);
  const options = listQueryOptions<T>(resource, query);
  const result = useInfiniteQuery(options);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch, isPlaceholderData, isPending } = result;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const last = data?.pages.at(-1);
  const [name, resourceName, params] = options.queryKey;
  const key = useMemo(() => [name, resourceName, params], [name, resourceName, params]);
  return {
    key,
    rows,
    total: last?.total ?? 0,
    totalExact: last?.totalExact ?? true,
    isPending,
    isStale: isPlaceholderData,
    error,
    hasMore: hasNextPage,
    isFetchingMore: isFetchingNextPage,
    fetchMore: () => {
      if (hasNextPage && !isFetchingNextPage && !isPlaceholderData) void fetchNextPage();
    },
    refetch: () => void refetch(),
  };
}
