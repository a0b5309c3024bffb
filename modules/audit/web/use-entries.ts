import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Change } from '#kernel/web/changes/line-changes.ts';
import { request, usePage, useSetSearch } from '#kernel/web/index.ts';

export interface AuditEntry {
  id: number;
  at: string;
  user: { id: number; title: string | null } | null;
  resource: string;
  record: { id: number; title: string | null };
  action: string;
  changes: Record<string, Change>;
  requestId: string | null;
}

const filters = ['resource', 'user', 'action', 'from', 'to'] as const;
export type EntryFilter = Record<(typeof filters)[number], string>;

/** The filter as the URL has it; empty texts where nothing is asked for. */
export function useEntryFilter(): [EntryFilter, (change: Partial<EntryFilter>) => void] {
  const { search } = usePage();
  const setSearch = useSetSearch();
  const filter = Object.fromEntries(filters.map((name) => [name, search[name] ?? ''])) as EntryFilter;
  return [filter, setSearch];
}

export const isFiltered = (filter: EntryFilter): boolean => filters.some((name) => filter[name] !== '');

const pageSize = '100';

/** The entries that answer to the filter, newest first; further ones on demand. */
export function useEntries(filter: EntryFilter) {
  const params = new URLSearchParams({ limit: pageSize });
  for (const name of filters) if (filter[name]) params.set(name, filter[name]);
  const result = useInfiniteQuery({
    queryKey: ['audit.entries', params.toString()],
    queryFn: ({ pageParam, signal }) => {
      const page = new URLSearchParams(params);
      if (pageParam) page.set('cursor', pageParam);
      return request<{ items: AuditEntry[]; next: string | null }>(`audit/entries?${page}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  return { ...result, entries: result.data?.pages.flatMap(({ items }) => items) ?? [] };
}
