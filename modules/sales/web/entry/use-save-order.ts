import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiProblem, isProblem, keys, NetworkFailure, openDialog, useVerb } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import { amountsOf } from './line-amounts.ts';
import { dropBlankLines } from './line-edits.ts';
import { type Faults, faultsOf, orderRequest } from './order-body.ts';
import { confirmFaults, useLocalFaults } from './order-faults.ts';
import { type Order, sendDraft } from './send-draft.ts';
import type { DraftEditing } from './use-draft-editing.ts';
import type { Lookups } from './use-lookups.ts';
import { useMayOverwrite } from './use-may-overwrite.ts';
import { useRetry } from './use-retry.ts';

export type Stage = 'save' | 'confirm';

/** Why the last attempt did not succeed. */
export interface Trouble {
  stage: Stage;
  /** Null when nothing was sent: the faults say why. */
  error: unknown;
  /** The order's total is another one since it was saved; both as decimal strings. */
  total?: { shown: string; saved: string };
}

export interface SaveOrder {
  busy: Stage | null;
  trouble: Trouble | null;
  faults: Faults;
  clearFault: (path: string) => void;
  save: () => Promise<void>;
  confirm: () => Promise<void>;
}

interface Options {
  editing: DraftEditing;
  lookups: Lookups;
  onSaved: () => void;
  onConfirmed: (id: number) => void;
  onFaults: (faults: Faults) => void;
  /** What the page that went before has left. */
  begun: { trouble: Trouble | null; faults: Faults };
}

type Outcome = { trouble: Trouble; faults: Faults } | 'saved';

/** Sends what is not saved yet, once everything typed is looked up. */
function useStore({ editing, lookups }: Options): (stage: Stage) => Promise<Outcome> {
  const client = useQueryClient();
  const localFaults = useLocalFaults();
  const mayOverwrite = useMayOverwrite(editing);
  return async (stage) => {
    await lookups.settled();
    editing.settle(dropBlankLines);
    const draft = editing.latest();
    const local = localFaults(draft);
    if (Object.keys(local).length > 0) return { trouble: { stage, error: null }, faults: local };
    const shown = amountsOf(draft.lines, draft.taxIncluded).grossTotal;
    const sent = orderRequest(draft).lines;
    try {
      const order = await sendDraft(editing, mayOverwrite);
      if (!order) return 'saved';
      client.setQueryData(keys.record(salesOrder.name, order.id), order);
      void client.invalidateQueries({ queryKey: keys.lists(salesOrder.name) });
      const saved = order.grossTotal ?? shown;
      // Nobody confirms a sum that he has not seen.
      if (stage === 'confirm' && saved !== shown)
        return { trouble: { stage, error: null, total: { shown, saved } }, faults: {} };
      return 'saved';
    } catch (error) {
      return { trouble: { stage, error }, faults: error instanceof ApiProblem ? faultsOf(error.problem, sent) : {} };
    }
  };
}

/** Confirms the order as it is saved. */
function useConfirm({ editing, lookups, onConfirmed }: Options): () => Promise<Outcome> {
  const client = useQueryClient();
  const verb = useVerb(salesOrder, 'confirm');
  return async () => {
    const { order } = editing.latest();
    if (!order) return 'saved';
    try {
      await verb.mutateAsync(order);
      onConfirmed(order.id);
      return 'saved';
    } catch (error) {
      if (isProblem(error, 'stock.insufficientStock')) {
        await lookups.renew().catch(() => undefined);
        const row = client.getQueryData<Order>(keys.record(salesOrder.name, order.id));
        if (row && (await openDialog(() => import('../order/BackorderDialog.tsx'), { row }))) {
          onConfirmed(order.id);
          return 'saved';
        }
      }
      if (isProblem(error, 'kernel.staleVersion') || isProblem(error, 'kernel.illegalTransition'))
        void client.invalidateQueries({ queryKey: keys.record(salesOrder.name, order.id) });
      return { trouble: { stage: 'confirm', error }, faults: confirmFaults(error, editing.latest()) };
    }
  };
}

/** Saving and confirming the order being entered. Whatever goes wrong, everything entered is still there. */
export function useSaveOrder(options: Options): SaveOrder {
  const { onSaved, onFaults, begun } = options;
  const store = useStore(options);
  const confirmSaved = useConfirm(options);
  const running = useRef(false);
  const [busy, setBusy] = useState<Stage | null>(null);
  const [trouble, setTrouble] = useState(begun.trouble);
  const [faults, setFaults] = useState(begun.faults);

  const run = async (stage: Stage, work: () => Promise<Outcome>) => {
    if (running.current) return;
    running.current = true;
    setBusy(stage);
    setTrouble(null);
    setFaults({});
    const outcome: Outcome = await work().catch((error: unknown) => ({ trouble: { stage, error }, faults: {} }));
    running.current = false;
    setBusy(null);
    if (outcome === 'saved') {
      if (stage === 'save') onSaved();
      return;
    }
    setTrouble(outcome.trouble);
    setFaults(outcome.faults);
    if (Object.keys(outcome.faults).length > 0) onFaults(outcome.faults);
  };
  const save = () => run('save', () => store('save'));
  const confirm = () =>
    run('confirm', async () => {
      const stored = await store('confirm');
      return stored === 'saved' ? confirmSaved() : stored;
    });
  useRetry(trouble?.error instanceof NetworkFailure, () => (trouble?.stage === 'confirm' ? confirm() : save()));
  return {
    busy,
    trouble,
    faults,
    save,
    confirm,
    clearFault: (path) => {
      if (!(path in faults)) return;
      const { [path]: _, ...others } = faults;
      setFaults(others);
      // All that was wrong has been seen to.
      if (Object.keys(others).length === 0) setTrouble(null);
    },
  };
}
