import { type ComponentType, createElement, useSyncExternalStore } from 'react';

/** What every dialog is given beside its own properties. */
export interface DialogProps<R> {
  /** Closes the dialog; without an argument it was called off. */
  close: (result?: R) => void;
}

export interface OpenDialog {
  key: number;
  Component: ComponentType<DialogProps<unknown>>;
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
export async function openDialog<P extends DialogProps<R>, R>(
  load: () => Promise<{ default: ComponentType<P> }>,
  props: Omit<P, 'close'>,
): Promise<R | undefined> {
  const { default: Dialog } = await load();
  return new Promise((resolve) => {
    const key = nextKey++;
    const close = (result?: unknown) => {
      set(open.filter((dialog) => dialog.key !== key));
      resolve(result as R | undefined);
    };
    const all = { ...props, close } as P;
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
