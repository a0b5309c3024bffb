import { useEffect, useLayoutEffect, useRef } from 'react';
import { useReachable } from '#kernel/web/api/reachable.ts';

/** Tries again what got no answer, as soon as the server is back. */
export function useRetry(lost: boolean, again: () => Promise<void>): void {
  const reachable = useReachable();
  const wasAway = useRef(false);
  const latest = useRef(again);
  useLayoutEffect(() => {
    latest.current = again;
  });
  useEffect(() => {
    if (!reachable) wasAway.current = true;
    else if (wasAway.current) {
      wasAway.current = false;
      if (lost) void latest.current();
    }
  }, [reachable, lost]);
}
