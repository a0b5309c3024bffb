import { useEffect, useRef, useState } from 'react';
import type { AnyRow } from '../api/rows.ts';

const shownFor = 1_600;

/** Rows of `rows` that are newer than when they were `seen` (version by id), or stand among known rows as new ones. */
export function changedRows(rows: readonly AnyRow[], seen: ReadonlyMap<number, number>): number[] {
  const lastKnown = rows.findLastIndex((row) => seen.has(row.id));
  return rows
    .filter((row, index) => {
      const version = seen.get(row.id);
      // What follows the last known row has come by scrolling on.
      return version === undefined ? index < lastKnown : version < row.version;
    })
    .map((row) => row.id);
}

/** Ids of rows that changed under the reader's eyes, for as long as they shall stand out. `scope` names what is searched for. */
export function useRowFlash(rows: readonly AnyRow[], scope: string, isStale: boolean): ReadonlySet<number> {
  const seen = useRef({ scope, versions: new Map<number, number>() });
  const [flashing, setFlashing] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    if (isStale) return;
    if (seen.current.scope !== scope) seen.current = { scope, versions: new Map() };
    const { versions } = seen.current;
    const changed = changedRows(rows, versions);
    for (const row of rows) versions.set(row.id, row.version);
    if (changed.length === 0) return;
    setFlashing((before) => new Set([...before, ...changed]));
    setTimeout(() => setFlashing((before) => new Set([...before].filter((id) => !changed.includes(id)))), shownFor);
  }, [rows, scope, isStale]);
  return flashing;
}
