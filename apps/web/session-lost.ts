import { useSyncExternalStore } from 'react';

interface SessionLoss {
  /** The session has ended and nobody has signed in since. */
  ended: boolean;
  /** Requests that go on once somebody has signed in again. */
  waiting: readonly ((signedIn: boolean) => void)[];
}

let loss: SessionLoss = { ended: false, waiting: [] };
const watchers = new Set<() => void>();

const set = (next: SessionLoss) => {
  loss = next;
  for (const watcher of watchers) watcher();
};

/**
 * The session has ended while a page was open: asks to sign in again over the page, and resolves with whether that was
 * done, so that what was under way can be repeated.
 */
export const waitForSignIn = (): Promise<boolean> =>
  new Promise((resolve) => set({ ended: true, waiting: [...loss.waiting, resolve] }));

/** The user has signed in again (or given up for now): all that waited goes on. */
export function endWaiting(signedIn: boolean): void {
  const { waiting } = loss;
  set({ ended: !signedIn, waiting: [] });
  for (const resolve of waiting) resolve(signedIn);
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
};

/** Whether the session has ended, and whether something waits for the user to sign in again. */
export function useSessionLoss(): { ended: boolean; waited: boolean } {
  const { ended, waiting } = useSyncExternalStore(subscribe, () => loss);
  return { ended, waited: waiting.length > 0 };
}
