import { useRef, useState } from 'react';
import { type Drafts, tidyDrafts } from './variant-drafts.ts';

const mostUndone = 100;

export interface UndoableDrafts {
  drafts: Drafts;
  /** Changes what is entered; equal steps one after the other (typing in one cell) are undone together. */
  change: (edit: (now: Drafts) => Drafts, step?: string) => void;
  /** A cell was left: what turned out to be no change is forgotten. */
  tidy: () => void;
  undo: () => void;
  /** Takes over what saving has made of the drafts; there is no way back behind that. */
  settle: (edit: (now: Drafts) => Drafts) => void;
}

/** What is entered and not saved, step by step. */
export function useUndoableDrafts(): UndoableDrafts {
  const [drafts, setDrafts] = useState<Drafts>(new Map());
  const before = useRef<Drafts[]>([]);
  const typing = useRef('');
  return {
    drafts,
    change: (edit, step = '') => {
      if (step === '' || step !== typing.current) before.current = [...before.current.slice(-mostUndone), drafts];
      typing.current = step;
      setDrafts(edit);
    },
    tidy: () => {
      typing.current = '';
      setDrafts(tidyDrafts);
    },
    undo: () => {
      const last = before.current.pop();
      typing.current = '';
      if (last) setDrafts(last);
    },
    settle: (edit) => {
      before.current = [];
      typing.current = '';
      setDrafts(edit);
    },
  };
}
