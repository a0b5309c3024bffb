import { type ComponentType, createElement, lazy, type ReactElement, Suspense, use, useState } from 'react';

export interface LazyPart<P> {
  (props: P): ReactElement;
  displayName?: string;
  /** Fetches the code ahead of need; afterwards the part renders at once. */
  preload: () => Promise<void>;
  isReady: () => boolean;
}

/**
 * A component whose code is fetched when it is first shown. Unlike React.lazy it renders synchronously once the code is
 * there, so a preloaded part never flashes its fallback.
 */
export function lazyPart<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  fallback: ReactElement | null = null,
): LazyPart<P> {
  let loaded: ComponentType<P> | undefined;
  let promise: Promise<{ default: ComponentType<P> }> | undefined;
  const fetchCode = () => {
    promise ??= load().then(
      (module) => {
        loaded = module.default;
        return module;
      },
      (error) => {
        promise = undefined;
        throw error;
      },
    );
    return promise;
  };
  const Suspended = lazy(fetchCode);
  const Part = (props: P) => {
    // Decided once: an instance that began suspended stays so, else it would be built anew under the user's hands.
    const [Direct] = useState(() => loaded);
    if (Direct) return createElement(Direct, props);
    return createElement(Suspense, { fallback }, createElement(Suspended as unknown as ComponentType<P>, props));
  };
  return Object.assign(Part, {
    preload: () => fetchCode().then(() => undefined),
    isReady: () => loaded !== undefined,
  });
}

/** How messages are fetched that not every page needs. A promise of either kind is the same one until it has settled. */
export interface TextLoader {
  /** What the derived lists of a module say; undefined when it is there. */
  lists: (module: string) => Promise<void> | undefined;
  /** Everything that single pages and dialogs say; undefined when it is there. */
  further: () => Promise<void> | undefined;
}

let texts: TextLoader = { lists: () => undefined, further: () => undefined };
export const setTextLoader = (loader: TextLoader): void => {
  texts = loader;
};

/** Resolves once the messages are there that not every page needs. */
export const furtherTexts = async (): Promise<void> => texts.further();

/** Code that says more than every list does: its messages come along with it. */
export const withTexts =
  <T,>(load: () => Promise<T>): (() => Promise<T>) =>
  async () => {
    const [code] = await Promise.all([load(), texts.further()]);
    return code;
  };

/** Suspends the component until what the lists of a module say is there in the reader's language. */
export function useListTexts(module: string): void {
  const waiting = texts.lists(module);
  if (waiting) use(waiting);
}

/** Runs `task` when the page has nothing better to do. */
export function whenIdle(task: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = window.requestIdleCallback(task, { timeout: 3_000 });
    return () => window.cancelIdleCallback(handle);
  }
  const handle = setTimeout(task, 300);
  return () => clearTimeout(handle);
}
