import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnyResource, Problem } from '../../contract/index.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { newKey } from '../api/intent.ts';
import { keys } from '../api/keys.ts';
import { noteChanges } from '../api/note-changes.ts';
import { request } from '../api/request.ts';
import type { AnyRow } from '../api/rows.ts';
import type { BulkResult } from '../api/use-write.ts';
import { confirm, openDialog } from '../dialogs/dialogs.ts';
import { notify } from '../dialogs/notify.ts';
import { useAllTexts, useText } from '../i18n/text.ts';
import { faultText } from '../parts/Fault.tsx';
import { askBefore } from '../record/ask-before.ts';
import { titleOf } from './row-title.ts';
import type { Selection } from './use-selection.ts';

const atOnce = 4;

/** Deletes records a few at a time; each by the version that was seen. */
async function removeAll(resource: AnyResource, rows: readonly AnyRow[]): Promise<BulkResult> {
  const result: BulkResult = { done: [], failed: [] };
  const queue = [...rows];
  const work = async () => {
    for (let row = queue.shift(); row; row = queue.shift()) {
      try {
        await request<void>(`${resource.path}/${row.id}`, { method: 'DELETE', version: row.version });
        result.done.push(row.id);
      } catch (error) {
        if (!(error instanceof ApiProblem)) throw error;
        result.failed.push({ id: row.id, problem: error.problem });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return result;
}

export interface FailedRow {
  title: string;
  problem: Problem;
}

/** Carries out `act` on many records and says what became of each. */
function usePerform(resource: AnyResource, selection: Selection) {
  const client = useQueryClient();
  const text = useText();
  const [busy, setBusy] = useState<string | null>(null);
  const report = ({ done, failed }: BulkResult, rows: readonly AnyRow[]) => {
    noteChanges(client, resource.name, done);
    for (const id of done) void client.invalidateQueries({ queryKey: keys.record(resource.name, id) });
    if (failed.length === 0) {
      selection.clear();
      notify({ tone: 'done', text: text.t('web.bulk.done', { count: done.length }) });
      return;
    }
    const titles = new Map(rows.map((row) => [row.id, titleOf(resource, row, text)]));
    const failures = failed.map(({ id, problem }) => ({ title: titles.get(id) ?? '', problem }));
    void openDialog(() => import('./BulkResultDialog.tsx'), { done: done.length, failures });
  };
  const perform = async (name: string, rows: readonly AnyRow[], act: () => Promise<BulkResult>): Promise<void> => {
    setBusy(name);
    try {
      report(await act(), rows);
    } catch (error) {
      const { title, body } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
    } finally {
      setBusy(null);
    }
  };
  return { busy, perform };
}

/** Acts upon the selected records together: verbs with their input or question, and deletion. */
export function useBulk(resource: AnyResource, selection: Selection) {
  const text = useText();
  const allTexts = useAllTexts();
  const { busy, perform } = usePerform(resource, selection);

  /** The verb's input, `{}` where it has none; undefined when the user called it off. */
  const ask = async (verb: string, rows: readonly AnyRow[]): Promise<Record<string, unknown> | undefined> => {
    const titles = rows.map((row) => titleOf(resource, row, text));
    const [only = ''] = titles;
    const title = titles.length === 1 ? only : text.t('web.bulk.records', { count: titles.length });
    if (resource.verbs[verb]?.input)
      return openDialog(() => import('../record/VerbDialog.tsx'), { resource, verb, title, submit: undefined });
    return (await askBefore(resource, verb, titles, allTexts)) ? {} : undefined;
  };
  const runVerb = async (verb: string, rows: readonly AnyRow[]) => {
    const input = await ask(verb, rows);
    if (!input) return;
    const body = { ids: rows.map((row) => row.id), input };
    const options = { method: 'POST', body, idempotencyKey: newKey(), timeout: 120_000 } as const;
    await perform(verb, rows, () => request<BulkResult>(`${resource.path}/${verb}`, options));
  };
  const remove = async (rows: readonly AnyRow[]) => {
    const names = rows.slice(0, 5).map((row) => titleOf(resource, row, text));
    const sure = await confirm({
      title: text.t('web.bulk.delete', { count: rows.length }),
      body: text.t('web.bulk.delete.body', { count: rows.length, names: names.join(', ') }),
      action: text.t('web.action.delete'),
      danger: true,
    });
    if (sure) await perform('delete', rows, () => removeAll(resource, rows));
  };
  return {
    busy,
    runVerb: (verb: string, rows: readonly AnyRow[]) => void runVerb(verb, rows),
    remove: (rows: readonly AnyRow[]) => void remove(rows),
  };
}
