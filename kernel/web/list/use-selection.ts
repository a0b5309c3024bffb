import { useMemo, useState } from 'react';
import type { AnyRow } from '../api/rows.ts';

export interface Selection {
  ids: ReadonlySet<number>;
  rows: AnyRow[];
  has: (id: number) => boolean;
  /** Selects or deselects a row; with `range` everything between it and the row touched before. */
  toggle: (id: number, range?: boolean) => void;
  toggleAll: () => void;
  clear: () => void;
  state: 'none' | 'some' | 'all';
}

export function useSelection(rows: readonly AnyRow[], scope: string): Selection {
  const [chosen, setChosen] = useState<{ scope: string; ids: ReadonlySet<number>; last: number | null }>({
    scope,
    ids: new Set(),
    last: null,
  });
  // Another search means another set of rows: what is no longer seen must not be acted upon.
  const ids = chosen.scope === scope ? chosen.ids : new Set<number>();
  const set = (next: ReadonlySet<number>, last: number | null = null) => setChosen({ scope, ids: next, last });
  const selected = useMemo(() => rows.filter((row) => ids.has(row.id)), [rows, ids]);
  return {
    ids,
    rows: selected,
    has: (id) => ids.has(id),
    toggle: (id, range = false) => {
      const next = new Set(ids);
      const from = range && chosen.last !== null ? rows.findIndex((row) => row.id === chosen.last) : -1;
      const to = rows.findIndex((row) => row.id === id);
      if (from >= 0) for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.id);
      else if (!next.delete(id)) next.add(id);
      set(next, id);
    },
    toggleAll: () => set(selected.length === rows.length ? new Set() : new Set(rows.map((row) => row.id))),
    clear: () => set(new Set()),
    state: selected.length === 0 ? 'none' : selected.length === rows.length ? 'all' : 'some',
  };
}
