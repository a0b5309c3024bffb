import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { useSession } from '../api/session.ts';
import { Outbox, type OutboxEvents, type Waiting } from './outbox.ts';

export interface OutboxState<M> {
  waiting: readonly Waiting<M>[];
  /** No answer came to the last attempt. */
  isStuck: boolean;
  push: (path: string, body: unknown, meta: M) => void;
  withdraw: () => Waiting<M> | null;
}

/** The queue of a work place. It sends when something is pushed, when the network comes back, and now and then. */
export function useOutbox<M>(name: string, events: OutboxEvents<M>): OutboxState<M> {
  const user = useSession()?.user.id ?? 0;
  const [outbox] = useState(() => new Outbox<M>(`${name}.${user}`));
  useLayoutEffect(() => {
    outbox.events = events;
  });
  const waiting = useSyncExternalStore(outbox.subscribe, () => outbox.waiting);
  const isStuck = useSyncExternalStore(outbox.subscribe, () => outbox.isStuck);
  useEffect(() => {
    const flush = () => void outbox.flush();
    flush();
    window.addEventListener('online', flush);
    return () => {
      window.removeEventListener('online', flush);
      outbox.stop();
    };
  }, [outbox]);
  return {
    waiting,
    isStuck,
    push: (path, body, meta) => outbox.push(path, body, meta),
    withdraw: () => outbox.withdraw(),
  };
}
