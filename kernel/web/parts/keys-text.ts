const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
const names: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  alt: isMac ? '⌥' : 'Alt',
  enter: '↵',
  esc: 'Esc',
  delete: 'Del',
};

/** `mod+enter` → `Ctrl+↵`, as keyboards are labelled. */
export const keysText = (keys: string): string =>
  keys
    .split(' ')
    .map((chord) =>
      chord
        .split(/\+(?=.)/)
        .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
        .join('+'),
    )
    .join(' ');
