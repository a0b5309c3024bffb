import { useQuery } from '@tanstack/react-query';
import type { Reference } from '../../contract/index.ts';
import { keys } from './keys.ts';
import { request } from './request.ts';
import type { ResourceRef } from './rows.ts';

/** Number and name of the record with this id, for a pick field whose id stands in an address; '…' until they are there. */
export function useReference({ name, path }: ResourceRef, id: number | null): Reference | null {
  const { data } = useQuery({
    queryKey: keys.pick(name, `id=${id}`),
    queryFn: ({ signal }) => request<{ items: Reference[] }>(`${path}/pick?id=${id}`, { signal }),
    enabled: id !== null,
    staleTime: 60_000,
  });
  return id === null ? null : (data?.items.find((item) => item.id === id) ?? { id, title: '…' });
}
