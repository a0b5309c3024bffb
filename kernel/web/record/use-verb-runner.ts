import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import { isProblem } from '../api/api-problem.ts';
import { useIntent } from '../api/intent.ts';
import { keys } from '../api/keys.ts';
import { noteChanges } from '../api/note-changes.ts';
import { request } from '../api/request.ts';
import type { AnyRow } from '../api/rows.ts';
import { confirm, openDialog } from '../dialogs/dialogs.ts';
import { notify } from '../dialogs/notify.ts';
import { labelsOf } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { titleOf } from '../list/row-title.ts';
import { faultText } from '../parts/Fault.tsx';

export interface VerbRunner {
  /** Verb that is being carried out. */
  busy: string | null;
  run: (row: AnyRow, verb: string) => Promise<void>;
}

/** Carries out a verb on a record: asks for its input, or whether the user is sure, where the declaration says so. */
export function useVerbRunner(resource: AnyResource): VerbRunner {
  const client = useQueryClient();
  const text = useText();
  const intent = useIntent();
  const labels = labelsOf(resource, text);
  const [busy, setBusy] = useState<string | null>(null);

  const call = async (row: AnyRow, verb: string, input: Record<string, unknown>): Promise<void> => {
    const after = await request<AnyRow>(`${resource.path}/${row.id}/${verb}`, {
      method: 'POST',
      body: input,
      version: row.version,
      idempotencyKey: intent.key([row.id, verb, row.version, input]),
      timeout: 120_000,
    });
    intent.done();
    client.setQueryData(keys.record(resource.name, row.id), after);
    noteChanges(client, resource.name, [row.id]);
  };
  const explain = (error: unknown, row: AnyRow) => {
    if (isProblem(error, 'kernel.staleVersion'))
      void client.invalidateQueries({ queryKey: keys.record(resource.name, row.id) });
    const { title, body } = faultText(error, text);
    notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
  };
  return {
    busy,
    run: async (row, verb) => {
      const declared = resource.verbs[verb];
      const title = titleOf(resource, row, text);
      if (declared?.input) {
        await openDialog(() => import('./VerbDialog.tsx'), {
          resource,
          verb,
          title,
          submit: (input: Record<string, unknown>) => call(row, verb, input),
        });
        return;
      }
      const question = {
        title: labels.verb(verb),
        body: labels.confirm(verb, title),
        action: labels.verb(verb),
        danger: declared?.danger ?? false,
      };
      if (declared?.irreversible && !(await confirm(question))) return;
      setBusy(verb);
      try {
        await call(row, verb, {});
      } catch (error) {
        explain(error, row);
      } finally {
        setBusy(null);
      }
    },
  };
}
