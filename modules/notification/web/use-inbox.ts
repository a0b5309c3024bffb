import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys, request } from '#kernel/web/index.ts';
import { type Inbox, noticeResource } from '../contract/index.ts';

/** News of one's notices come over the socket and refresh everything under this key. */
const bellKey = (language: string) => keys.list(noticeResource, `bell ${language}`);
const shownInPanel = 8;

/** The latest notices and the number of unread ones. */
export const useBell = (language: string) =>
  useQuery({
    queryKey: bellKey(language),
    queryFn: ({ signal }) => request<Inbox>(`notification/inbox?limit=${shownInPanel}`, { signal }),
  });

export type Show = 'all' | 'unread';

/** All notices, page by page. */
export const useInbox = (show: Show, language: string) =>
  useInfiniteQuery({
    queryKey: [...keys.lists(noticeResource), 'inbox', show, language],
    queryFn: ({ pageParam, signal }) =>
      request<Inbox>(`notification/inbox?show=${show}&limit=40${pageParam ? `&before=${pageParam}` : ''}`, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
  });

/** Marks notices as read: those named, or all up to one. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (read: { ids: number[] } | { through: number }) =>
      request<Inbox>('notification/inbox/read', { method: 'POST', body: read }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.lists(noticeResource) }),
  });
}
