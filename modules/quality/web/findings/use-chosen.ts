import { useState } from 'react';

export interface Chosen {
  ids: ReadonlySet<number>;
  /** With `range` everything between this row and the one touched before. */
  toggle: (id: number, range: boolean) => void;
  setAll: (ids: readonly number[]) => void;
  clear: () => void;
}

/** Which findings are ticked; another list begins with none. */
export function useChosen(order: readonly { id: number }[], scope: string): Chosen {
  const [state, setState] = useState<{ scope: string; ids: ReadonlySet<number>; last: number | null }>({
    scope,
    ids: new Set(),
    last: null,
  });
  const ids = state.scope === scope ? state.ids : new Set<number>();
  const set = (next: ReadonlySet<number>, last: number | null = null) => setState({ scope, ids: next, last });
  return {
    ids,
    toggle: (id, range) => {
      const next = new Set(ids);
      const from = range ? order.findIndex((row) => row.id === state.last) : -1;
      const to = order.findIndex((row) => row.id === id);
      if (from >= 0) for (const row of order.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.id);
      else if (!next.delete(id)) next.add(id);
      set(next, id);
    },
    setAll: (all) => set(new Set(all)),
    clear: () => set(new Set()),
  };
}
