import { useSyncExternalStore } from 'react';

let reachable = true;
const watchers = new Set<() => void>();

/** Told after each request whether the server answered at all. */
export function noteReachable(next: boolean): void {
  if (next === reachable) return;
  reachable = next;
  for (const watcher of watchers) watcher();
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
};

/** False while the last request got no answer. */
export const useReachable = (): boolean => useSyncExternalStore(subscribe, () => reachable);

/** Asks whether the server is there; cheap and without a session. */
export async function probe(): Promise<boolean> {
  const answers = await fetch('/livez', { signal: AbortSignal.timeout(4_000), cache: 'no-store' }).then(
    () => true,
    () => false,
  );
  noteReachable(answers);
  return answers;
}
