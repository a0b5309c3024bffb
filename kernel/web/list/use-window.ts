import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** Rows ahead of the last visible one at which the next page is fetched. */
const ahead = 40;
/** Rows rendered beyond what is visible; the window moves in steps of as many, so that few scroll events render anything. */
const step = 10;

export interface RowWindow {
  /** Indexes of the rows to render: from `first` up to, not including, `end`. */
  first: number;
  end: number;
  /** Heights of what is not rendered, before and after. */
  before: number;
  after: number;
}

/** First and end of the rows to render at a scroll position, in whole steps. */
export function windowAt(scrollTop: number, height: number, rowHeight: number): { first: number; end: number } {
  const top = Math.floor(scrollTop / rowHeight / step) * step;
  const bottom = Math.ceil((scrollTop + height) / rowHeight / step) * step;
  return { first: Math.max(0, top - step), end: bottom + step };
}

/**
 * The rows to render of a long list whose rows are all equally high; fetches on as the reader nears the end. Equal heights
 * need no measuring, only arithmetic, so nothing jumps and no library is fetched for the first page.
 */
export function useWindow(options: {
  scroller: RefObject<HTMLElement | null>;
  count: number;
  rowHeight: number;
  hasMore: boolean;
  fetchMore: () => void;
}): RowWindow {
  const { scroller, count, rowHeight, hasMore, fetchMore } = options;
  const [range, setRange] = useState(() => windowAt(0, 1_000, rowHeight));
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const update = () => {
      const next = windowAt(box.scrollTop, box.clientHeight, rowHeight);
      setRange((before) => (before.first === next.first && before.end === next.end ? before : next));
    };
    update();
    box.addEventListener('scroll', update, { passive: true });
    const resized = new ResizeObserver(update);
    resized.observe(box);
    return () => {
      box.removeEventListener('scroll', update);
      resized.disconnect();
    };
  }, [scroller, rowHeight]);
  const end = Math.min(range.end, count);
  const first = Math.min(range.first, Math.max(0, end - 1));
  useEffect(() => {
    if (hasMore && end >= count - ahead) fetchMore();
  }, [hasMore, end, count, fetchMore]);
  return { first, end, before: first * rowHeight, after: Math.max(0, count - end) * rowHeight };
}
