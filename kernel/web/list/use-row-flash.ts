import { useEffect, useRef, useState } from 'react';
import type { AnyRow } from '../api/rows.ts';

const shownFor = 1_600;

/** Ids of rows that changed under the reader's eyes, for as long as they shall stand out. */
export function useRowFlash(rows: readonly AnyRow[], isStale: boolean): ReadonlySet<number> {
  const versions = useRef(new Map<number, number>());
  const [flashing, setFlashing] = useState<ReadonlySet<number>>(new Set());
  useEffect(() => {
    if (isStale) return;
    const seen = versions.current;
    const changed = rows.filter((row) => (seen.get(row.id) ?? row.version) < row.version).map((row) => row.id);
    for (const row of rows) seen.set(row.id, row.version);
    if (changed.length === 0) return;
    setFlashing((before) => new Set([...before, ...changed]));
    setTimeout(() => setFlashing((before) => new Set([...before].filter((id) => !changed.includes(id)))), shownFor);
  }, [rows, isStale]);
  return flashing;
}
