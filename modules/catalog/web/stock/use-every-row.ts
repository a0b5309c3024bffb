import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ListResult } from '#kernel/contract/index.ts';
import { keys, request, useWatch } from '#kernel/web/index.ts';

const largestPage = '200';

/** Where a page begins: which of the parts, and behind which row of it. */
const positionOf = (part: number, cursor: string) => `${part} ${cursor}`;

/** A page of one part; the page after it is the next of this part, else the first of the next one. */
async function fetchPage<T>(
  path: string,
  parts: readonly Readonly<Record<string, string>>[],
  position: string,
  signal: AbortSignal,
): Promise<ListResult<T>> {
  const [at = '0', cursor = ''] = position.split(' ');
  const part = Number(at);
  const params = new URLSearchParams({ ...parts[part], limit: largestPage, ...(cursor && { cursor }) });
  const page = await request<ListResult<T>>(`${path}?${params}`, { signal });
  const after = page.next ? positionOf(part, page.next) : part + 1 < parts.length ? positionOf(part + 1, '') : null;
  return { ...page, next: after };
}

export interface EveryRow<T> {
  /** Undefined until all are there. */
  rows: readonly T[] | undefined;
  error: Error | null;
  refetch: () => void;
}

/** All rows of a list, however many pages they take, kept live. `parts` are the queries that make up the whole. */
export function useEveryRow<T>(
  list: { name: string; path: string },
  parts: readonly Readonly<Record<string, string>>[],
  enabled: boolean,
): EveryRow<T> {
  useWatch(enabled ? list.name : undefined);
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: keys.list(list.name, `every ${JSON.stringify(parts)}`),
    queryFn: ({ pageParam, signal }) => fetchPage<T>(list.path, parts, pageParam, signal),
    initialPageParam: positionOf(0, ''),
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    enabled: enabled && parts.length > 0,
  });
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const rows = useMemo(
    () => (hasNextPage ? undefined : data?.pages.flatMap(({ items }) => items)),
    [data, hasNextPage],
  );
  return { rows, error, refetch: () => void refetch() };
}
