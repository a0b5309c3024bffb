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
import { useText } from '../i18n/text.ts';

export interface RecordEditing {
  editing: boolean;
  draft: Draft;
  saving: boolean;
  error: unknown;
  /** Somebody saved the record since editing began. */
  overtaken: boolean;
  start: () => void;
  /** True when everything is saved. */
  save: () => Promise<boolean>;
  cancel: () => Promise<void>;
}

/** Inherited values are not the record's own: while editing they show through as placeholders. */
const ownValues = (row: AnyRow): AnyRow => ({
  ...row,
  ...Object.fromEntries((row.inherited ?? []).map((name) => [name, null])),
});

/** Editing of a whole record: a draft over the version it began with, saved in one piece, conflicts settled field by field. */
export function useRecordEditing(resource: AnyResource, row: AnyRow): RecordEditing {
  const { t } = useText();
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
  const settle = async (current: AnyRow): Promise<boolean> => {
    const merge = mergeChanges(resource.fields, base, draft.changes, ownValues(current));
    const settled: Record<string, unknown> | undefined =
      merge.conflicts.length === 0
        ? merge.mine
        : await openDialog(() => import('./ConflictDialog.tsx'), { resource, merge });
    if (!settled) return false;
    setBegun(current);
    draft.reset(settled);
    return write(current.version, toBody(resource.fields, settled));
  };
  const write = async (version: number, values: Record<string, unknown>): Promise<boolean> => {
    if (Object.keys(values).length === 0) {
      void client.invalidateQueries({ queryKey: keys.record(resource.name, row.id) });
      finish();
      return true;
    }
    try {
      await saver.mutateAsync({ id: row.id, version, values });
      finish();
      return true;
    } catch (fault) {
      if (isProblem(fault, 'kernel.staleVersion') && fault instanceof ApiProblem && fault.problem.current)
        return settle(fault.problem.current as AnyRow);
      setError(fault);
      return false;
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
    save: () => write(base.version, draft.body()),
    cancel: async () => {
      const question = {
        title: t('web.form.discard'),
        body: t('web.form.discard.body'),
        action: t('web.form.discard.action'),
        danger: true,
      };
      if (!draft.isDirty || (await confirm(question))) finish();
    },
  };
}
