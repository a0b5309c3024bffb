import { useEffect, useRef, useSyncExternalStore } from 'react';
import { parseSearch, type SearchParams, stringifySearch } from './search-params.ts';

/** Where the browser is. */
export interface Place {
  /** With the language: `/de/sales/orders`. */
  pathname: string;
  search: SearchParams;
  /** Names the entry of the browser's history: another visit of the same page has another one. */
  key: string;
}

/** What an entry of the browser's history bears, so that a step through it can be measured and taken back. */
interface Mark {
  key: string;
  index: number;
}

interface Guard {
  mayLeave: () => Promise<boolean>;
  /** Whether the browser is to ask before the tab is closed. */
  holds: () => boolean;
}

const isMark = (state: unknown): state is Mark =>
  typeof state === 'object' && state !== null && 'key' in state && 'index' in state;

let index = -1;
/** The place of the entry the browser stands at; one that has no mark (typed by hand, an anchor) gets one. */
function read(): Place {
  const { pathname, search } = window.location;
  let mark: unknown = window.history.state;
  if (!isMark(mark)) {
    mark = { key: crypto.randomUUID(), index: index + 1 } satisfies Mark;
    window.history.replaceState(mark, '');
  }
  const { key } = mark as Mark;
  index = (mark as Mark).index;
  return { pathname, search: parseSearch(search), key };
}

let shown: Place | undefined;
let prepare: (pathname: string) => Promise<void> | undefined = () => undefined;
const watchers = new Set<() => void>();
const guards = new Set<Guard>();

/** Shows the place the browser stands at, once what it needs is there, unless the browser has gone on meanwhile. */
function arrive(): void {
  const place = read();
  const show = () => {
    if (place.key !== (window.history.state as Mark | null)?.key) return;
    shown = place;
    for (const watcher of watchers) watcher();
  };
  // What could not be fetched is said by the page, not by staying where one was.
  void (prepare(place.pathname)?.then(show, show) ?? show());
}

const samePath = (a: string, b: string) => a.replace(/^\/\w\w(?=\/|$)/, '') === b.replace(/^\/\w\w(?=\/|$)/, '');

/** Whether somebody has to be asked before the browser goes to `pathname`. */
const isGuarded = (pathname: string) => guards.size > 0 && !samePath(pathname, currentPlace().pathname);

async function mayLeave(): Promise<boolean> {
  for (const guard of guards) if (!(await guard.mayLeave())) return false;
  return true;
}

/** Goes to an address of this application; a page with unsaved work may hold it back. */
export function navigate(pathname: string, search: SearchParams = {}, replace = false): void {
  const go = () => {
    const href = pathname + stringifySearch(search);
    if (href === window.location.pathname + window.location.search) return;
    const mark: Mark = { key: crypto.randomUUID(), index: replace ? index : index + 1 };
    if (replace) window.history.replaceState(mark, '', href);
    else window.history.pushState(mark, '', href);
    arrive();
  };
  if (!isGuarded(pathname)) go();
  else void mayLeave().then((may) => may && go());
}

let takesBack = false;
/** The browser has already gone back or forward: if the page may not be left, the step is taken back. */
async function onStep(): Promise<void> {
  if (takesBack) {
    takesBack = false;
    return;
  }
  const before = index;
  if (isGuarded(window.location.pathname) && !(await mayLeave())) {
    const { state } = window.history;
    const steps = before - (isMark(state) ? state.index : before + 1);
    takesBack = steps !== 0;
    window.history.go(steps);
    return;
  }
  arrive();
}

/** Begins to follow the browser. `whenNeeded` fetches what a page needs before it is shown, e.g. its language. */
export function followBrowser(whenNeeded: typeof prepare): void {
  prepare = whenNeeded;
  shown = read();
  window.addEventListener('popstate', () => void onStep());
  window.addEventListener('beforeunload', (event) => {
    if ([...guards].some((guard) => guard.holds())) event.preventDefault();
  });
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
};

/** The place that is shown; outside components. */
export const currentPlace = (): Place => {
  shown ??= read();
  return shown;
};

export const usePlace = (): Place => useSyncExternalStore(subscribe, currentPlace);

/** Asks `mayLeave` before the page is left, while `isActive`; the same page in another language is no other page. */
export function useGuard(isActive: boolean, mayLeave: () => Promise<boolean>, holds: () => boolean = () => true): void {
  const latest = useRef({ mayLeave, holds });
  useEffect(() => {
    latest.current = { mayLeave, holds };
  });
  useEffect(() => {
    if (!isActive) return;
    const guard: Guard = { mayLeave: () => latest.current.mayLeave(), holds: () => latest.current.holds() };
    guards.add(guard);
    return () => {
      guards.delete(guard);
    };
  }, [isActive]);
}
