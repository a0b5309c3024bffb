import { useQuery } from '@tanstack/react-query';
import { request, useWatch } from '#kernel/web/index.ts';
import { balance, location, type ScannedPlace, type SpotContents } from '../../contract/index.ts';
import { lessWaiting, type Place, placeKey, spotOf } from './hand.ts';
import { contentsKey, type Work } from './use-work.ts';

/** What lies at a place or in a box, less what this device has taken and not sent yet. */
export function useContents(place: Place | null, work: Work) {
  const spot = place ? spotOf(place) : {};
  const asked = spot.box ? `box=${spot.box}` : spot.location ? `location=${spot.location}` : null;
  // Colleagues take from the same shelf.
  useWatch(asked === null ? undefined : balance.name);
  const query = useQuery({
    queryKey: [...contentsKey, asked],
    queryFn: ({ signal }) => request<SpotContents>(`stock/work/contents?${asked}`, { signal }),
    enabled: asked !== null,
  });
  const items = place && query.data ? lessWaiting(query.data.items, placeKey(place), work.taken) : [];
  return { ...query, items, isCut: query.data?.isCut ?? false };
}

/** The main store: where goods come to when nobody says where. */
export function useMainStore(): ScannedPlace | null {
  const { data } = useQuery({
    queryKey: ['work', 'mainStore'],
    queryFn: ({ signal }) =>
      request<{ items: { id: number; code: string }[] }>(
        `${location.path}?filter[isDefault]=true&filter[kind]=storage&filter[purpose]=sale&limit=1`,
        { signal },
      ),
    staleTime: 5 * 60_000,
  });
  const found = data?.items[0];
  if (!found) return null;
  return {
    kind: 'place',
    location: { id: found.id, title: found.code },
    box: null,
    compartment: null,
    purpose: 'sale',
    isActive: true,
    isFrozen: false,
  };
}
