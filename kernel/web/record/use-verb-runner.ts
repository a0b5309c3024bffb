import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import { isProblem } from '../api/api-problem.ts';
import { useIntent } from '../api/intent.ts';
import { keys } from '../api/keys.ts';
import { noteChanges } from '../api/note-changes.ts';
import { request } from '../api/request.ts';
import type { AnyRow } from '../api/rows.ts';
import { openDialog } from '../dialogs/dialogs.ts';
import { notify } from '../dialogs/notify.ts';
import { tellUnseen, warningsIn } from '../form/warnings-seen.ts';
import { labelsOf } from '../i18n/labels.ts';
import { useAllTexts, useText } from '../i18n/text.ts';
import { titleOf } from '../list/row-title.ts';
import { faultText } from '../parts/Fault.tsx';
import { askBefore } from './ask-before.ts';

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
  const allTexts = useAllTexts();
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
    tellUnseen(resource.name, row.id, warningsIn(after));
    client.setQueryData(keys.record(resource.name, row.id), after);
    noteChanges(client, resource.name, [row.id]);
    // A verb that leaves its record as it was (a copy, a next revision) would else seem to have done nothing.
    if (after.version === row.version) {
      const done = { verb: labelsOf(resource, text).verb(verb), title: titleOf(resource, after, text) };
      notify({ tone: 'done', text: text.t('web.verb.done', done) });
    }
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
      const title = titleOf(resource, row, text);
      if (resource.verbs[verb]?.input) {
        await openDialog(() => import('./VerbDialog.tsx'), {
          resource,
          verb,
          title,
          submit: (input: Record<string, unknown>) => call(row, verb, input),
        });
        return;
      }
      if (!(await askBefore(resource, verb, [title], allTexts))) return;
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
