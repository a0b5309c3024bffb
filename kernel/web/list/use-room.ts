import { type RefObject, useLayoutEffect, useState } from 'react';

/** Widths are noted in steps, so that dragging the window's edge does not draw every row anew at each pixel. */
const step = 24;

/** How wide a box is inside, in px; rounded down. */
export function useRoom(box: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setRoom(Math.floor(element.clientWidth / step) * step);
    measure();
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    return () => resized.disconnect();
  }, [box]);
  return room;
}
