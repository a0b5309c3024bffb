import { useSyncExternalStore } from 'react';

let waiting: ((signedIn: boolean) => void)[] = [];
const watchers = new Set<() => void>();

const changed = () => {
  for (const watcher of watchers) watcher();
};

/** A request met 401: waits until the user has signed in again over the open page, so that the request can be repeated. */
export const waitForSignIn = (): Promise<boolean> =>
  new Promise((resolve) => {
    waiting = [...waiting, resolve];
    changed();
  });

/** The user has signed in again (or given up): all that waited goes on. */
export function endWaiting(signedIn: boolean): void {
  const all = waiting;
  waiting = [];
  for (const resolve of all) resolve(signedIn);
  changed();
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
};

/** True while requests wait for the user to sign in again. */
export const useSessionLost = (): boolean => useSyncExternalStore(subscribe, () => waiting.length > 0);
