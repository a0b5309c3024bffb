import { useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useSession } from '../api/session.ts';
import { type OutboxEvents, outboxOf, type Waiting } from './outbox.ts';

export interface OutboxState<M> {
  waiting: readonly Waiting<M>[];
  /** No answer came to the last attempt. */
  isStuck: boolean;
  push: (path: string, body: unknown, meta: M) => void;
  withdraw: () => Waiting<M> | null;
}

/**
 * The queue of a work place, shared by all pages that name it. It sends when something is pushed, when the network comes
 * back, and now and then.
 */
export function useOutbox<M>(name: string, events: OutboxEvents<M>): OutboxState<M> {
  const user = useSession()?.user.id ?? 0;
  const outbox = useMemo(() => outboxOf<M>(`${name}.${user}`), [name, user]);
  const latest = useRef(events);
  useLayoutEffect(() => {
    latest.current = events;
  });
  const waiting = useSyncExternalStore(outbox.subscribe, () => outbox.waiting);
  const isStuck = useSyncExternalStore(outbox.subscribe, () => outbox.isStuck);
  useEffect(() => {
    const detach = outbox.attach(() => latest.current);
    const flush = () => void outbox.flush();
    const reload = () => outbox.reload();
    window.addEventListener('online', flush);
    window.addEventListener('storage', reload);
    return () => {
      window.removeEventListener('online', flush);
      window.removeEventListener('storage', reload);
      detach();
    };
  }, [outbox]);
  return {
    waiting,
    isStuck,
    push: (path, body, meta) => outbox.push(path, body, meta),
    withdraw: () => outbox.withdraw(),
  };
}
