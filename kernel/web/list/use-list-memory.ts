import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { usePlace } from '../navigation/place.ts';

interface Place {
  top: number;
  cursor: number;
}

/** Where the reader was in the lists of this visit, by entry of the browser's history. */
const places = new Map<string, Place>();

/**
 * The row the keyboard stands at. It and the scroll position are kept with the entry of the browser's history, so that
 * going back from a record leads to where one was; another search (`scope`) begins at the top.
 */
export function useListMemory(
  scroller: RefObject<HTMLElement | null>,
  scope: string,
  hasRows: boolean,
): [cursor: number, setCursor: (change: (before: number) => number) => void] {
  const entry = usePlace().key;
  const [cursor, setCursor] = useState(() => places.get(entry)?.cursor ?? -1);
  const shownScope = useRef<string | null>(null);
  const latest = useRef(cursor);
  useLayoutEffect(() => {
    latest.current = cursor;
  }, [cursor]);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || !hasRows || shownScope.current === scope) return;
    const place = shownScope.current === null ? places.get(entry) : undefined;
    shownScope.current = scope;
    box.scrollTop = place?.top ?? 0;
    setCursor(place?.cursor ?? -1);
  }, [scroller, entry, scope, hasRows]);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const note = () => places.set(entry, { top: box.scrollTop, cursor: latest.current });
    box.addEventListener('scroll', note, { passive: true });
    return () => box.removeEventListener('scroll', note);
  }, [scroller, entry]);
  useEffect(() => {
    places.set(entry, { top: scroller.current?.scrollTop ?? 0, cursor });
  }, [scroller, entry, cursor]);
  return [cursor, setCursor];
}
