import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import { ApiProblem, isProblem } from '../api/api-problem.ts';
import { keys } from '../api/keys.ts';
import type { AnyRow } from '../api/rows.ts';
import { useSaving } from '../api/use-write.ts';
import { confirm, openDialog } from '../dialogs/dialogs.ts';
import { mergeChanges } from '../form/conflict.ts';
import { toBody } from '../form/to-write.ts';
import { type Draft, useDraft } from '../form/use-draft.ts';
import { discardQuestion } from '../form/use-leave-guard.ts';
import { useText } from '../i18n/text.ts';

export interface RecordEditing {
  editing: boolean;
  draft: Draft;
  saving: boolean;
  error: unknown;
  /** Somebody saved the record since editing began. */
  overtaken: boolean;
  start: () => void;
  /** The record as it is saved; null when it could not be. */
  save: () => Promise<AnyRow | null>;
  cancel: () => Promise<void>;
}

/** Inherited values are not the record's own: while editing they show through as placeholders. */
const ownValues = (row: AnyRow): AnyRow => ({
  ...row,
  ...Object.fromEntries((row.inherited ?? []).map((name) => [name, null])),
});

/** Editing of a whole record: a draft over the version it began with, saved in one piece, conflicts settled field by field. */
export function useRecordEditing(resource: AnyResource, row: AnyRow): RecordEditing {
  const text = useText();
  const client = useQueryClient();
  const saver = useSaving<Record<string, unknown>, AnyRow>(resource);
  const [begun, setBegun] = useState<AnyRow | null>(null);
  const [error, setError] = useState<unknown>(null);
  const base = useMemo(() => ownValues(begun ?? row), [begun, row]);
  const draft = useDraft(resource.fields, base);

  const finish = () => {
    setBegun(null);
    setError(null);
    draft.reset();
  };
  const settle = async (current: AnyRow): Promise<AnyRow | null> => {
    const merge = mergeChanges(resource.fields, base, draft.changes, ownValues(current));
    const settled: Record<string, unknown> | undefined =
      merge.conflicts.length === 0
        ? merge.mine
        : await openDialog(() => import('./ConflictDialog.tsx'), { resource, merge });
    if (!settled) return null;
    setBegun(current);
    draft.reset(settled);
    return write(current, toBody(resource.fields, settled));
  };
  const write = async (over: AnyRow, values: Record<string, unknown>): Promise<AnyRow | null> => {
    if (Object.keys(values).length === 0) {
      void client.invalidateQueries({ queryKey: keys.record(resource.name, row.id) });
      finish();
      return over;
    }
    try {
      const saved = await saver.mutateAsync({ id: row.id, version: over.version, values });
      finish();
      return saved;
    } catch (fault) {
      if (isProblem(fault, 'kernel.staleVersion') && fault instanceof ApiProblem && fault.problem.current)
        return settle(fault.problem.current as AnyRow);
      setError(fault);
      return null;
    }
  };
  return {
    editing: begun !== null,
    draft,
    saving: saver.isPending,
    error,
    overtaken: begun !== null && row.version > begun.version,
    start: () => {
      if (!row.abilities?.update) return;
      setBegun(row);
    },
    save: () => write(begun ?? row, draft.body()),
    cancel: async () => {
      if (!draft.isDirty || (await confirm(discardQuestion(text)))) finish();
    },
  };
}
