import { useQuery } from '@tanstack/react-query';
import { keys, request, useText, useWatch } from '#kernel/web/index.ts';
import { place, position } from '../../contract/index.ts';

/** What is told of a stocktake at one address; follows those who count. */
export function useOfCount<T>(id: number, version: number, what: string) {
  const { language } = useText();
  useWatch(position.name);
  useWatch(place.name);
  return useQuery({
    queryKey: keys.list(position.name, `${what} ${id} ${version} ${language}`),
    queryFn: ({ signal }) => request<T>(`stocktake/counts/${id}/${what}`, { signal }),
    placeholderData: (before) => before,
  });
}
