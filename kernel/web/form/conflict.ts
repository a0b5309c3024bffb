import type { Fields } from '../../contract/index.ts';
import { sameValue } from '../form/to-write.ts';

/** A field that two people changed to different values. */
export interface Conflict {
  name: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export interface Merge {
  /** Fields to decide upon. */
  conflicts: Conflict[];
  /** My changes that nobody else touched. */
  mine: Record<string, unknown>;
  /** Names of fields the other changed and I did not: theirs hold. */
  theirs: string[];
}

/** Three-way merge of my unsaved changes with the record as somebody else has saved it meanwhile. */
export function mergeChanges(
  fields: Fields,
  base: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
  current: Readonly<Record<string, unknown>>,
): Merge {
  const merge: Merge = { conflicts: [], mine: {}, theirs: [] };
  for (const [name, spec] of Object.entries(fields)) {
    const theyChanged = name in current && !sameValue(spec, base[name] ?? null, current[name] ?? null);
    const iChanged = name in changes;
    if (!iChanged) {
      if (theyChanged && !spec.readOnly) merge.theirs.push(name);
    } else if (theyChanged && !sameValue(spec, changes[name], current[name] ?? null)) {
      merge.conflicts.push({ name, base: base[name], mine: changes[name], theirs: current[name] });
    } else if (!theyChanged) {
      merge.mine[name] = changes[name];
    }
  }
  return merge;
}

/** The changes to save over the current record, once each conflict is decided. */
export const settleConflicts = (merge: Merge, keepMine: ReadonlySet<string>): Record<string, unknown> => ({
  ...merge.mine,
  ...Object.fromEntries(merge.conflicts.filter(({ name }) => keepMine.has(name)).map(({ name, mine }) => [name, mine])),
});
