import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useReachable } from '#kernel/web/api/reachable.ts';
import {
  ApiProblem,
  confirm as ask,
  isProblem,
  keys,
  NetworkFailure,
  useFormats,
  useText,
  useVerb,
} from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import { amountsOf, suppliesOf } from './line-amounts.ts';
import { dropBlankLines } from './line-edits.ts';
import { type Faults, faultsOf, orderRequest } from './order-body.ts';
import { customerOf, type OrderDraft } from './order-draft.ts';
import { type Order, sendDraft } from './send-draft.ts';
import type { DraftEditing } from './use-draft-editing.ts';
import type { Lookups } from './use-lookups.ts';

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

/** Saving and confirming the order being entered. Whatever goes wrong, everything entered is still there. */
export function useSaveOrder({ editing, lookups, onSaved, onConfirmed, onFaults, begun }: Options): SaveOrder {
  const client = useQueryClient();
  const localFaults = useLocalFaults();
  const mayOverwrite = useMayOverwrite(editing);
  const confirmVerb = useVerb(salesOrder, 'confirm');
  const running = useRef(false);
  const [busy, setBusy] = useState<Stage | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(begun.trouble);
  const [faults, setFaults] = useState<Faults>(begun.faults);

  const fail = (next: Trouble, found: Faults = {}) => {
    setTrouble(next);
    setFaults(found);
    if (Object.keys(found).length > 0) onFaults(found);
  };

  /** True once everything is saved. */
  const store = async (stage: Stage): Promise<boolean> => {
    await lookups.settled();
    editing.settle(dropBlankLines);
    const draft = editing.latest();
    const local = localFaults(draft);
    if (Object.keys(local).length > 0) {
      fail({ stage, error: null }, local);
      return false;
    }
    const shown = amountsOf(draft.lines, draft.taxIncluded).grossTotal;
    const sent = orderRequest(draft).lines;
    try {
      const order = await sendDraft(editing, mayOverwrite);
      if (!order) return true;
      client.setQueryData(keys.record(salesOrder.name, order.id), order);
      void client.invalidateQueries({ queryKey: keys.lists(salesOrder.name) });
      const asShown = order.grossTotal === shown;
      if (stage === 'save') onSaved();
      if (stage === 'confirm' && !asShown)
        fail({ stage, error: null, total: { shown, saved: order.grossTotal ?? '' } });
      return stage === 'save' || asShown;
    } catch (error) {
      fail({ stage, error }, error instanceof ApiProblem ? faultsOf(error.problem, sent) : {});
      return false;
    }
  };

  /** The order is saved; only the confirmation did not happen. */
  const refused = async (error: unknown) => {
    const { order } = editing.latest();
    if (isProblem(error, 'stock.insufficientStock')) await lookups.renew().catch(() => undefined);
    if (isProblem(error, 'kernel.staleVersion') || isProblem(error, 'kernel.illegalTransition'))
      void client.invalidateQueries({ queryKey: keys.record(salesOrder.name, order?.id ?? 0) });
    fail({ stage: 'confirm', error }, confirmFaults(error, editing.latest()));
  };

  const run = async (stage: Stage, work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(stage);
    setTrouble(null);
    setFaults({});
    try {
      await work();
    } finally {
      running.current = false;
      setBusy(null);
    }
  };

  const save = () => run('save', async () => void (await store('save')));
  const confirm = () =>
    run('confirm', async () => {
      if (!(await store('confirm'))) return;
      const { order } = editing.latest();
      if (!order) return;
      try {
        await confirmVerb.mutateAsync(order);
        onConfirmed(order.id);
      } catch (error) {
        await refused(error);
      }
    });

  useRetry(trouble, () => (trouble?.stage === 'confirm' ? confirm() : save()));
  return {
    busy,
    trouble,
    faults,
    save,
    confirm,
    clearFault: (path) =>
      setFaults((before) => {
        if (!(path in before)) return before;
        const { [path]: _, ...others } = before;
        return others;
      }),
  };
}

/** Tries again what got no answer, as soon as the server is back. */
function useRetry(trouble: Trouble | null, again: () => Promise<void>): void {
  const reachable = useReachable();
  const lost = trouble?.error instanceof NetworkFailure;
  const wasAway = useRef(false);
  const latest = useRef(again);
  useLayoutEffect(() => {
    latest.current = again;
  });
  useEffect(() => {
    if (!reachable) wasAway.current = true;
    else if (wasAway.current) {
      wasAway.current = false;
      if (lost) void latest.current();
    }
  }, [reachable, lost]);
}

/** What is wrong before anything is sent. */
function useLocalFaults(): (draft: OrderDraft) => Faults {
  const { t } = useText();
  return (draft) => {
    const faults: Record<string, string> = {};
    if (!customerOf(draft)) faults.customer = t('sales.entry.customer.missing');
    for (const { key, typed } of draft.lines)
      if (typed) faults[`${key}.product`] = t('sales.entry.product.unresolved', { typed });
    return faults;
  };
}

/** Where in the draft the reason lies that the order could not be confirmed. */
function confirmFaults(error: unknown, draft: OrderDraft): Faults {
  if (isProblem(error, 'sales.customerBlocked')) return { customer: error.problem.title };
  if (!isProblem(error, 'stock.insufficientStock')) return {};
  const lines = draft.lines.filter(({ product }) => product?.sku === error.problem.params.product);
  const supplies = suppliesOf(draft.lines);
  const line = lines.find(({ key }) => supplies.get(key)?.isShort) ?? lines.at(-1);
  return line ? { [`${line.key}.quantity`]: error.problem.title } : {};
}

/** Somebody else has saved the order meanwhile: whose lines shall hold? */
function useMayOverwrite({ latest }: DraftEditing): (current: Order) => Promise<boolean> {
  const { t } = useText();
  const { moneyWithCurrency } = useFormats();
  return (current) => {
    const { lines, taxIncluded } = latest();
    const mine = amountsOf(lines, taxIncluded);
    return ask({
      title: t('sales.entry.conflict.title'),
      body: t('sales.entry.conflict.body', {
        mine: mine.count,
        mineTotal: moneyWithCurrency(mine.grossTotal),
        theirs: current.lines?.length ?? 0,
        theirsTotal: moneyWithCurrency(current.grossTotal ?? '0'),
      }),
      action: t('sales.entry.conflict.mine'),
      danger: true,
    });
  };
}
