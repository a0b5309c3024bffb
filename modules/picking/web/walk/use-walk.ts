import { useQuery, useQueryClient } from '@tanstack/react-query';
import { faultText, keys, notify, request, useText, useWatch } from '#kernel/web/index.ts';
import { useRefreshOn } from '#kernel/web/realtime/use-refresh-on.ts';
import { signal } from '#kernel/web/workplace/signal.ts';
import { useOutbox } from '#kernel/web/workplace/use-outbox.ts';
import { reservation } from '#modules/stock/contract/index.ts';
import { pick, type Walk, wave } from '../../contract/index.ts';
import { afterTaking, type Taken } from './walk-state.ts';

const walkKey = (wave: number) => keys.list(pick.name, `walk ${wave}`);

/** A walk as the server knows it, with what this device has done and not sent yet. */
export function useWalk(id: number) {
  const text = useText();
  const client = useQueryClient();
  useWatch(pick.name);
  // What is to be fetched is what is reserved: it may be reserved anew, or its box be moved, while somebody walks.
  useRefreshOn(pick.name, reservation.name);
  const queryKey = walkKey(id);
  const query = useQuery({
    queryKey,
    queryFn: ({ signal: abort }) => request<Walk>(`${wave.path}/${id}/walk`, { signal: abort }),
    refetchOnWindowFocus: true,
  });
  const explain = (error: unknown) => {
    signal('wrong');
    const { title, body } = faultText(error, text);
    notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
  };
  const outbox = useOutbox<Taken>('picking.walk', {
    // Shown as taken without a gap: first in what is fetched, then no longer among what waits. Not always of this walk:
    // what was taken on another one before may only now arrive.
    onSent: ({ meta }) => {
      client.setQueryData<Walk>(walkKey(meta.wave), (known) => known && afterTaking(known, [meta]));
      void client.invalidateQueries({ queryKey: walkKey(meta.wave) });
    },
    onRefused: ({ meta }, problem) => {
      explain(problem);
      void client.invalidateQueries({ queryKey: walkKey(meta.wave) });
    },
  });
  const known = query.data;
  const walk =
    known &&
    afterTaking(
      known,
      outbox.waiting.map(({ meta }) => meta),
    );
  return { ...query, walk, known, outbox, explain, refresh: () => client.invalidateQueries({ queryKey }) };
}
