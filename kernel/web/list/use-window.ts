import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type RefObject, useEffect } from 'react';

/** Rows ahead of the last visible one at which the next page is fetched. */
const ahead = 40;

export interface RowWindow {
  items: VirtualItem[];
  /** Heights of what is not rendered, before and after. */
  before: number;
  after: number;
  scrollTo: (index: number) => void;
}

/** The rows to render of a long list whose rows are all equally high; fetches on as the reader nears the end. */
export function useWindow(options: { scroller: RefObject<HTMLElement | null>; count: number; rowHeight: number; headHeight: number; hasMore: boolean; fetchMore: () => void }): RowWindow {
  const { scroller, count, rowHeight, headHeight, hasMore, fetchMore } = options;
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: headHeight,
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of the rows makes all that was measured void
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= count - ahead) fetchMore();
  }, [hasMore, last, count, fetchMore]);
  return {
    items,
    before: items[0]?.start ?? 0,
    after: Math.max(0, virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
