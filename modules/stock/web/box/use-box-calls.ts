import { useQueryClient } from '@tanstack/react-query';
import type { WireRow } from '#kernel/contract/index.ts';
import { tellUnseen, warningsIn } from '#kernel/web/form/warnings-seen.ts';
import { faultText, keys, notify, openDialog, request, useIntent, type useText } from '#kernel/web/index.ts';
import { balance, box, compartment } from '../../contract/index.ts';

export type Box = WireRow<typeof box>;
export type Input = Record<string, unknown>;
export type Verb = keyof typeof box.verbs & string;
/** What takes an act back: further acts upon the box. */
export type Undo = readonly { verb: Verb; input: Input }[];

export interface BoxCalls {
  row: Box;
  t: ReturnType<typeof useText>['t'];
  call: (verb: Verb, input: Input) => Promise<Box>;
  /** Says why something was refused. */
  explain: (error: unknown) => void;
  /** Says what was done, and offers to take it back where that can be done. */
  told: (said: string, undo: Undo | null) => void;
  /** Asks for what is not given yet, and stays open as long as the server refuses. */
  ask: (verb: Verb, given: Input, submit: (input: Input) => Promise<void>, preset?: Input) => Promise<unknown>;
}

/** The verbs of one box, with what is said about them. */
export function useBoxCalls(row: Box, text: ReturnType<typeof useText>): BoxCalls {
  const { t } = text;
  const client = useQueryClient();
  const intent = useIntent();
  const call = async (verb: Verb, input: Input): Promise<Box> => {
    const after = await request<Box>(`${box.path}/${row.id}/${verb}`, {
      method: 'POST',
      body: input,
      idempotencyKey: intent.key([row.id, verb, input]),
    });
    intent.done();
    tellUnseen(box.name, row.id, warningsIn(after));
    client.setQueryData(keys.record(box.name, row.id), after);
    for (const name of [box.name, compartment.name, balance.name])
      void client.invalidateQueries({ queryKey: keys.lists(name) });
    return after;
  };
  const explain = (error: unknown) => {
    const { title, body } = faultText(error, text);
    notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
  };
  const takeBack = async (undo: Undo) => {
    try {
      for (const { verb, input } of undo) await call(verb, input);
      notify({ tone: 'note', text: t('stock.slots.undone') });
    } catch (error) {
      explain(error);
    }
  };
  return {
    row,
    t,
    call,
    explain,
    told: (said, undo) =>
      notify({
        tone: 'done',
        text: said,
        ...(undo ? { action: { label: t('stock.slots.undo'), run: () => void takeBack(undo) } } : {}),
      }),
    ask: (verb, given, submit, preset = {}) =>
      openDialog(() => import('#kernel/web/record/VerbDialog.tsx'), {
        resource: box,
        verb,
        title: row.code,
        submit,
        given,
        preset,
      }),
  };
}
