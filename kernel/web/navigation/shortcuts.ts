import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** `n`, `/`, `mod+s`, `mod+enter`, `g s` (one after the other). `mod` is Ctrl, or ⌘ on a Mac. */
  keys: string;
  /** What it does, for the sheet of all shortcuts. */
  label: string;
  run: () => void;
}

const sequencePause = 900;
let active: { shortcuts: readonly Shortcut[] }[] = [];
const watchers = new Set<() => void>();
let snapshot: readonly Shortcut[] = [];
let prefix = '';
let prefixAt = 0;

const changed = () => {
  // The page shown last wins where two want the same keys.
  const byKeys = new Map<string, Shortcut>();
  for (const { shortcuts } of active) for (const shortcut of shortcuts) byKeys.set(shortcut.keys, shortcut);
  snapshot = [...byKeys.values()];
  for (const watcher of watchers) watcher();
};

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [role=combobox]'));

/** `mod+s` for the event, as shortcuts are spelled. */
export function spell(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase().replace('escape', 'esc');
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${key}`;
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  const spelled = spell(event);
  const withModifier = spelled.startsWith('mod+');
  if (!withModifier && isTyping(event.target)) return;
  // A dialog that is open takes the keys; behind it nothing may happen.
  if (document.querySelector('[role=dialog][aria-modal=true]') && spelled !== 'mod+k') return;
  const now = Date.now();
  const sequence = prefix && now - prefixAt < sequencePause ? `${prefix} ${spelled}` : '';
  prefix = '';
  const found = snapshot.find((shortcut) => shortcut.keys === sequence) ?? snapshot.find((shortcut) => shortcut.keys === spelled);
  if (found) {
    event.preventDefault();
    found.run();
  } else if (snapshot.some((shortcut) => shortcut.keys.startsWith(`${spelled} `))) {
    prefix = spelled;
    prefixAt = now;
  }
}

/** Shortcuts that hold while the component is mounted. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const signature = shortcuts.map((shortcut) => `${shortcut.keys}=${shortcut.label}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the shortcuts, whose functions change at each rendering
  useEffect(() => {
    const entry = {
      shortcuts: latest.current.map((shortcut, index) => ({ ...shortcut, run: () => latest.current[index]?.run() })),
    };
    if (active.length === 0) document.addEventListener('keydown', onKeyDown);
    active = [...active, entry];
    changed();
    return () => {
      active = active.filter((other) => other !== entry);
      if (active.length === 0) document.removeEventListener('keydown', onKeyDown);
      changed();
    };
  }, [signature]);
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
};

/** All shortcuts that hold now. */
export const useActiveShortcuts = (): readonly Shortcut[] => useSyncExternalStore(subscribe, () => snapshot);
