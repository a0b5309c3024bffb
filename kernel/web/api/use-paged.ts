import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Rest } from '../parts/MoreButton.tsx';
import { keys } from './keys.ts';
import { request } from './request.ts';

interface Page<T> {
  items: T[];
  /** Where the next page begins; null: this is the last one. */
  next: string | number | null;
}

interface Paged<P extends Page<unknown>> extends Rest {
  items: P['items'];
  /** The items, once there is an answer. */
  data: P['items'] | undefined;
  /** The first page, with what it says beside its items. */
  first: P | undefined;
  error: Error | null;
  refetch: () => void;
  /** What is shown answers an earlier question. */
  isOutdated: boolean;
}

interface Question {
  /** Resource whose changes bring the answer up to date. */
  resource: string;
  path: string;
  params?: Readonly<Record<string, string | undefined>>;
  /** Parameter that says where a page begins. */
  from: 'before' | 'cursor';
}

/** An answer that comes in pages and is no list of records; the next page on demand. */
export function usePaged<P extends Page<unknown>>({ resource, path, params = {}, from }: Question): Paged<P> {
  const asked = new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const result = useInfiniteQuery({
    queryKey: keys.list(resource, `${path} ${asked}`),
    queryFn: ({ pageParam, signal }) => {
      const page = new URLSearchParams(asked);
      if (pageParam !== null) page.set(from, String(pageParam));
      return request<P>(`${path}?${page}`, { signal });
    },
    initialPageParam: null as string | number | null,
    getNextPageParam: (last) => last.next,
    // Another question of the same kind: what is shown stays until it is answered.
    placeholderData: (shown, query) => (String(query?.queryKey[2]).startsWith(`${path} `) ? shown : undefined),
  });
  const data = useMemo(() => result.data?.pages.flatMap((page) => page.items), [result.data]);
  return {
    items: data ?? [],
    data,
    first: result.data?.pages[0],
    error: result.error,
    refetch: () => void result.refetch(),
    isOutdated: result.isPlaceholderData,
    hasMore: result.hasNextPage,
    isFetchingMore: result.isFetchingNextPage,
    fetchMore: () => void result.fetchNextPage(),
  };
}
