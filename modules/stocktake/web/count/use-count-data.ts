import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ApiProblem } from '#kernel/web/index.ts';
import { keys, request, useText, useWatch } from '#kernel/web/index.ts';
import { useOutbox } from '#kernel/web/workplace/use-outbox.ts';
import { type CountRoute, count, type PlaceSheet, place, position } from '../../contract/index.ts';
import { afterSending, type Unsent } from './goods.ts';

/** The way through the places of a stocktake, kept up to date, and how much the server's clock is ahead. */
export function useRoute(id: number) {
  const { language } = useText();
  useWatch(place.name);
  useWatch(position.name);
  useWatch(count.name, id);
  return useQuery({
    queryKey: keys.list(position.name, `route ${id} ${language}`),
    queryFn: async ({ signal }) => {
      const route = await request<CountRoute>(`stocktake/counts/${id}/route`, { signal });
      return { ...route, ahead: Date.parse(route.now) - Date.now() };
    },
    placeholderData: (before) => before,
  });
}

const sheetKey = (id: number | null, language: string) => keys.list(position.name, `sheet ${id} ${language}`);

export function useSheet(id: number | null) {
  const { language } = useText();
  return useQuery({
    queryKey: sheetKey(id, language),
    queryFn: ({ signal }) => request<PlaceSheet>(`stocktake/places/${id}/sheet`, { signal }),
    enabled: id !== null,
  });
}

/** What was counted and is not on the server yet. */
export function useUnsent(id: number, onRefused: (what: Unsent, problem: ApiProblem) => void) {
  const client = useQueryClient();
  const { language } = useText();
  return useOutbox<Unsent>(`stocktake.${id}`, {
    onSent: ({ meta }) => {
      client.setQueryData<PlaceSheet>(sheetKey(meta.place, language), (sheet) => afterSending(sheet, meta));
      void client.invalidateQueries({ queryKey: keys.lists(position.name) });
    },
    onRefused: ({ meta }, problem) => {
      onRefused(meta, problem);
      void client.invalidateQueries({ queryKey: keys.lists(position.name) });
    },
  });
}
