import { createElement, type FunctionComponent, type ReactNode, useSyncExternalStore } from 'react';
import { withTexts } from '../lazy.tsx';

/** What every dialog is given beside its own properties. */
export interface DialogProps<R> {
  /** Closes the dialog; without an argument it was called off. */
  close: (result?: R) => void;
}

type ResultOf<P> = P extends DialogProps<infer R> ? R : never;

export interface OpenDialog {
  key: number;
  Component: FunctionComponent;
}

let open: readonly OpenDialog[] = [];
let nextKey = 1;
const watchers = new Set<() => void>();

const set = (dialogs: readonly OpenDialog[]) => {
  open = dialogs;
  for (const watcher of watchers) watcher();
};

/**
 * Opens a dialog whose code is fetched now, and resolves with what it was closed with (undefined = called off):
 * `const input = await openDialog(() => import('./VerbDialog.tsx'), { verb })`.
 */
export async function openDialog<P extends { close: (result?: never) => void }>(
  load: () => Promise<{ default: (props: P) => ReactNode }>,
  props: NoInfer<Omit<P, 'close'>>,
): Promise<ResultOf<P> | undefined> {
  const { default: Dialog } = await withTexts(load)();
  return new Promise((resolve) => {
    const key = nextKey++;
    const close = (result?: ResultOf<P>) => {
      set(open.filter((dialog) => dialog.key !== key));
      resolve(result);
    };
    // What Omit took away is put back; the compiler cannot see that this makes P whole again.
    const all = { ...props, close } as unknown as P;
    set([...open, { key, Component: () => createElement(Dialog, all) }]);
  });
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
};

export const useOpenDialogs = (): readonly OpenDialog[] => useSyncExternalStore(subscribe, () => open);

export interface Question {
  title: string;
  body?: string;
  /** The verb on the button. */
  action: string;
  danger?: boolean;
}

/** Asks before something that cannot be undone. */
export async function confirm(question: Question): Promise<boolean> {
  return (await openDialog(() => import('./ConfirmDialog.tsx'), question)) === true;
}
