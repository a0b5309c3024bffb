import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { keys } from '#kernel/web/index.ts';
import { variant } from '../../contract/index.ts';
import { saveVariants } from './save-variant.ts';
import { useUndoableDrafts } from './use-undoable-drafts.ts';
import {
  type Drafts,
  enterValue,
  keepMine,
  mergeOf,
  takeTheirs,
  tidyDrafts,
  type VariantField,
  type VariantRow,
  withoutSaved,
} from './variant-drafts.ts';

export interface VariantDrafts {
  /** The variants as they are now, newest known version each. */
  rows: readonly VariantRow[];
  drafts: Drafts;
  /** Variants of which somebody else has saved other values than those entered here. */
  conflicts: ReadonlySet<number>;
  /** Why a variant was not saved. */
  faults: ReadonlyMap<number, unknown>;
  isSaving: boolean;
  enter: (row: VariantRow, field: VariantField, value: unknown) => void;
  /** Several cells in one step. */
  enterAll: (cells: readonly { row: VariantRow; field: VariantField; value: unknown }[]) => void;
  tidy: () => void;
  undo: () => void;
  discard: () => void;
  settle: (row: VariantRow, whose: 'mine' | 'theirs') => void;
  /** Saves every draft that is not in conflict. */
  save: () => Promise<{ saved: number; left: number }>;
}

/** The newer of the listed row and the one a write has answered with. */
const newest = (listed: readonly VariantRow[], answered: ReadonlyMap<number, VariantRow>): VariantRow[] =>
  listed.map((row) => {
    const other = answered.get(row.id);
    return other && other.version > row.version ? other : row;
  });

/** Variants whose draft no longer fits what somebody else has saved meanwhile. */
function conflictsOf(rows: readonly VariantRow[], drafts: Drafts): ReadonlySet<number> {
  const overtaken = rows.filter((row) => {
    const draft = drafts.get(row.id);
    return draft && row.version > draft.base.version && mergeOf(draft, row).conflicts.length > 0;
  });
  return new Set(overtaken.map(({ id }) => id));
}

/** Changes of a family's variants, entered here and saved together. */
export function useVariantDrafts(listed: readonly VariantRow[]): VariantDrafts {
  const client = useQueryClient();
  const { drafts, change, tidy, undo, settle } = useUndoableDrafts();
  const [faults, setFaults] = useState<ReadonlyMap<number, unknown>>(new Map());
  const [answered, setAnswered] = useState<ReadonlyMap<number, VariantRow>>(new Map());
  const [isSaving, setSaving] = useState(false);
  const rows = useMemo(() => newest(listed, answered), [listed, answered]);
  const conflicts = useMemo(() => conflictsOf(rows, drafts), [rows, drafts]);

  const save = async () => {
    const tidied = tidyDrafts(drafts);
    const work = rows.flatMap((row) => {
      const draft = tidied.get(row.id);
      return draft && !conflicts.has(row.id) ? [{ row, draft }] : [];
    });
    tidy();
    if (work.length === 0) return { saved: 0, left: conflicts.size };
    setSaving(true);
    const outcomes = await saveVariants(work);
    const saved = outcomes.flatMap(({ row, state }, index) => {
      const draft = work[index]?.draft;
      return state === 'saved' && draft ? [{ row, draft }] : [];
    });
    setAnswered((known) => new Map([...known, ...outcomes.map(({ row }) => [row.id, row] as const)]));
    settle((now) => saved.reduce((next, { row, draft }) => withoutSaved(next, draft, row), now));
    setFaults(new Map(outcomes.flatMap(({ row, state, error }) => (state === 'failed' ? [[row.id, error]] : []))));
    setSaving(false);
    void client.invalidateQueries({ queryKey: keys.lists(variant.name) });
    for (const { row } of saved) void client.invalidateQueries({ queryKey: keys.record(variant.name, row.id) });
    return { saved: saved.length, left: work.length - saved.length + conflicts.size };
  };
  return {
    rows,
    drafts,
    conflicts,
    faults,
    isSaving,
    tidy,
    undo,
    save,
    enter: (row, field, value) => {
      change((now) => enterValue(now, row, field, value), `${row.id} ${field}`);
      // What was refused is being mended; the next attempt says whether it is.
      if (faults.has(row.id)) setFaults(new Map([...faults].filter(([id]) => id !== row.id)));
    },
    enterAll: (cells) =>
      change((now) => cells.reduce((next, { row, field, value }) => enterValue(next, row, field, value), now)),
    discard: () => {
      change(() => new Map());
      setFaults(new Map());
    },
    settle: (row, whose) => change((now) => (whose === 'mine' ? keepMine(now, row) : takeTheirs(now, row))),
  };
}
