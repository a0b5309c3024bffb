import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { passClosedLists } from './pass-closed-lists.ts';

export interface Shortcut {
  /** `n`, `/`, `mod+s`, `mod+enter`, `g s` (one after the other). `mod` is Ctrl, or ⌘ on a Mac. */
  keys: string;
  /** What it does, for the sheet of all shortcuts. */
  label: string;
  run: () => void;
}

const sequencePause = 900;
/** Shortcuts of the mounted parts of the page, outermost first. */
let mounted: readonly RefObject<readonly Shortcut[]>[] = [];
let prefix = '';
let prefixAt = 0;
let unlisten: () => void = () => undefined;

/** All shortcuts that hold now; the part of the page that was shown last wins where two want the same keys. */
export function activeShortcuts(): Shortcut[] {
  const byKeys = new Map<string, Shortcut>();
  for (const { current } of mounted) for (const shortcut of current) byKeys.set(shortcut.keys, shortcut);
  return [...byKeys.values()];
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select, [role=combobox]'));

/** A focused link or button takes Enter for itself. */
const isPressed = (event: KeyboardEvent) =>
  event.key === 'Enter' && event.target instanceof HTMLElement && event.target.matches('a, button, [role=option]');

/** `mod+s` for the event, as shortcuts are spelled. */
export function spell(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): string {
  const key = event.key.toLowerCase().replace('escape', 'esc');
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${key}`;
}

const isOpen = (selector: string) =>
  [...document.querySelectorAll(selector)].some((element) => element.checkVisibility());
/** What stood over the page when a key went down; by the time the page hears of the key, it may have closed for it. */
let covering: 'all' | 'escape' | null = null;

function noteCover(): void {
  // A dialog takes all keys; a menu, a panel or a list of suggestions takes Escape.
  if (isOpen('[role=dialog][aria-modal=true]')) covering = 'all';
  else covering = isOpen('[role=menu], [role=listbox], [role=dialog]') ? 'escape' : null;
}

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing) return;
  const spelled = spell(event);
  if (!spelled.startsWith('mod+') && (isTyping(event.target) || isPressed(event))) return;
  if (covering === 'all' || (covering === 'escape' && spelled === 'esc')) return;
  const shortcuts = activeShortcuts();
  const now = Date.now();
  const sequence = prefix && now - prefixAt < sequencePause ? `${prefix} ${spelled}` : '';
  prefix = '';
  const found =
    shortcuts.find((shortcut) => shortcut.keys === sequence) ?? shortcuts.find((shortcut) => shortcut.keys === spelled);
  if (found) {
    event.preventDefault();
    found.run();
  } else if (shortcuts.some((shortcut) => shortcut.keys.startsWith(`${spelled} `))) {
    prefix = spelled;
    prefixAt = now;
  }
}

/** Shortcuts that hold while the component is mounted. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts);
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (mounted.length === 0) {
      unlisten = passClosedLists();
      window.addEventListener('keydown', noteCover, true);
      document.addEventListener('keydown', onKeyDown);
    }
    mounted = [...mounted, latest];
    return () => {
      mounted = mounted.filter((other) => other !== latest);
      if (mounted.length > 0) return;
      unlisten();
      window.removeEventListener('keydown', noteCover, true);
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
