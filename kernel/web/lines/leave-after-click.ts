import type { FocusEvent } from 'react';

/**
 * Handler of a grid's `onBlur`: runs `leave` once the focus has gone elsewhere on the page. A cell that closes may change
 * the height of its line; if the focus went by a click, that waits for the click, which would else miss what it is for.
 */
export const leaveAfterClick =
  (leave: () => void) =>
  ({ currentTarget: grid, relatedTarget: next }: FocusEvent): void => {
    if (!(next instanceof Element) || grid.contains(next)) return;
    if (!next.matches(':active')) {
      leave();
      return;
    }
    const done = () => {
      if (!grid.contains(document.activeElement)) leave();
    };
    window.addEventListener('pointerup', () => setTimeout(done), { once: true });
  };
