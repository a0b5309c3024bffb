/**
 * Catches what is typed from now on, until the input it is meant for stands there: who presses Ctrl+K and types on, or
 * uses a scanner, is faster than any dialog. The returned function ends it and says, once, what was typed.
 */
export function captureTyping(): () => string {
  let typed = '';
  const note = (event: KeyboardEvent) => {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return;
    typed += event.key;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('keydown', note, true);
  return () => {
    window.removeEventListener('keydown', note, true);
    const caught = typed;
    typed = '';
    return caught;
  };
}
