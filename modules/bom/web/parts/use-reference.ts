import { useQuery } from '@tanstack/react-query';
import type { Reference } from '#kernel/contract/index.ts';
import { request } from '#kernel/web/index.ts';

/** Number and name of the record with this id, for a pick field; without them until they are there. */
export function useReference(path: string, id: number | null): Reference | null {
  const { data } = useQuery({
    queryKey: ['pick', path, `id ${id}`],
    queryFn: ({ signal }) => request<{ items: Reference[] }>(`${path}/pick?id=${id}`, { signal }),
    enabled: id !== null,
    staleTime: 60_000,
  });
  return id === null ? null : (data?.items.find((item) => item.id === id) ?? { id, title: '…' });
}
