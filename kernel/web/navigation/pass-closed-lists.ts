/** An input that opens a list of choices and shows none now. */
const closedList = '[aria-haspopup=listbox]:not([data-expanded]):not([aria-expanded=true])';

/**
 * Ctrl+Enter belongs to the form or the page, not to a field whose list of choices is closed: such fields take every
 * Enter as "open", and nobody else would hear of it. The key is handed on as if it had been pressed beside the field.
 * @returns what ends it
 */
export function passClosedLists(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const { target, key, code, ctrlKey, metaKey, shiftKey } = event;
    if (key !== 'Enter' || !(ctrlKey || metaKey) || event.isComposing) return;
    if (!(target instanceof HTMLElement) || !target.matches(closedList)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const handedOn = { key, code, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true };
    target.parentElement?.dispatchEvent(new KeyboardEvent('keydown', handedOn));
  };
  window.addEventListener('keydown', onKeyDown, true);
  return () => window.removeEventListener('keydown', onKeyDown, true);
}
