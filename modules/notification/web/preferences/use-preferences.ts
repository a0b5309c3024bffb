import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { notify, request, useText } from '#kernel/web/index.ts';
import { faultText } from '#kernel/web/parts/Fault.tsx';
import type { Channel, Preference, Preferences } from '../../contract/index.ts';

const keyOf = (role: number | undefined, language: string) =>
  ['notification', 'preferences', role ?? 'own', language] as const;

export function usePreferences(role: number | undefined) {
  const { language } = useText();
  return useQuery({
    queryKey: keyOf(role, language),
    queryFn: ({ signal }) =>
      request<Preferences>(`notification/preferences${role === undefined ? '' : `?role=${role}`}`, { signal }),
  });
}

/** Chooses at once: what was clicked stands there before the server has answered. */
export function useChoose(role: number | undefined) {
  const client = useQueryClient();
  const text = useText();
  const key = keyOf(role, text.language);
  const put = (kind: string, change: (item: Preference) => Preference) =>
    client.setQueryData<Preferences>(
      key,
      (before) =>
        before && { ...before, items: before.items.map((item) => (item.kind === kind ? change(item) : item)) },
    );
  return useMutation({
    mutationFn: (choice: { kind: string; channel: Channel | null }) =>
      request<Preferences>('notification/preferences', {
        method: 'POST',
        body: { ...choice, ...(role !== undefined && { role }) },
      }),
    onMutate: ({ kind, channel }) => put(kind, (item) => ({ ...item, chosen: channel })),
    // What was chosen of other kinds meanwhile is not in this answer yet.
    onSuccess: ({ items }, { kind }) => put(kind, (item) => items.find((after) => after.kind === kind) ?? item),
    onError: (error) => {
      notify({ tone: 'wrong', text: faultText(error, text).title });
      void client.invalidateQueries({ queryKey: key });
    },
  });
}
