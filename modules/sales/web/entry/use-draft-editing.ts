import { useMemo, useRef, useState } from 'react';
import type { DraftLine, OrderDraft } from './order-draft.ts';

type Change = (draft: OrderDraft) => OrderDraft;

export interface DraftEditing {
  draft: OrderDraft;
  /** The draft as it is by now, for what goes on after a request. */
  latest: () => OrderDraft;
  /** A change of the clerk's; changes of lines can be undone, those with the same `step` as one. */
  edit: (change: Change, step?: string) => void;
  /** A change that follows from another or from the server; not to be undone. */
  settle: (change: Change) => void;
  /** Takes the last change of the lines back; false when there is none. */
  undo: () => boolean;
}

const mostUndone = 200;

/** The order being entered, with the way back through its lines. */
export function useDraftEditing(initial: () => OrderDraft): DraftEditing {
  const [draft, setDraft] = useState(initial);
  const latest = useRef(draft);
  const past = useRef<(readonly DraftLine[])[]>([]);
  const lastStep = useRef('');
  const acts = useMemo(() => {
    const apply = (change: Change) => {
      latest.current = change(latest.current);
      setDraft(latest.current);
    };
    return {
      latest: () => latest.current,
      settle: apply,
      edit: (change: Change, step = '') => {
        const before = latest.current.lines;
        apply(change);
        if (latest.current.lines === before) return;
        if (step === '' || step !== lastStep.current) past.current = [...past.current.slice(1 - mostUndone), before];
        lastStep.current = step;
      },
      undo: () => {
        const lines = past.current.pop();
        lastStep.current = '';
        if (lines) apply((now) => ({ ...now, lines }));
        return lines !== undefined;
      },
    };
  }, []);
  return useMemo(() => ({ draft, ...acts }), [draft, acts]);
}
