import type { WireRow } from '#kernel/contract/index.ts';
import { ApiProblem, isProblem, newKey, request } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import { orderRequest, saysTheSame } from './order-body.ts';
import { adopt, isDirty, rebase, type Unanswered } from './order-draft.ts';
import type { DraftEditing } from './use-draft-editing.ts';

export type Order = WireRow<typeof salesOrder>;

/** The server has looked at it and said no. After anything else nobody knows whether it took effect. */
const isRefused = (error: unknown) =>
  error instanceof ApiProblem && error.status < 500 && error.code !== 'kernel.idempotencyKeyRunning';

async function post({ settle }: DraftEditing, sent: Unanswered): Promise<Order> {
  settle((now) => ({ ...now, unanswered: sent }));
  try {
    const { body, key: idempotencyKey } = sent;
    const order = await request<Order>(salesOrder.path, { method: 'POST', body, idempotencyKey });
    settle((now) => adopt(now, order, sent));
    return order;
  } catch (error) {
    if (isRefused(error)) settle((now) => ({ ...now, unanswered: null }));
    throw error;
  }
}

async function patch(
  editing: DraftEditing,
  { id, version }: { id: number; version: number },
  mayOverwrite: (current: Order) => Promise<boolean>,
): Promise<Order> {
  const { latest, settle } = editing;
  const sent = orderRequest(latest());
  const take = (order: Order) => {
    settle((now) => adopt(now, order, sent));
    return order;
  };
  try {
    return take(await request<Order>(`${salesOrder.path}/${id}`, { method: 'PATCH', body: sent.body, version }));
  } catch (error) {
    const current = isProblem(error, 'kernel.staleVersion') ? (error.problem.current as Order | undefined) : undefined;
    if (!current) throw error;
    if (saysTheSame(current, sent)) return take(current);
    if (current.state !== 'draft' || !(await mayOverwrite(current))) throw error;
    settle((now) => rebase(now, current));
    return patch(editing, { id, version: current.version }, mayOverwrite);
  }
}

/**
 * Saves what is not saved yet; null when nothing was left to save. A new order whose answer was lost is sent again first,
 * as it was and under the same key, so that it never comes to stand twice; what was changed since follows.
 * @throws ApiProblem when the server refuses, NetworkFailure when it does not answer: the draft is as it was.
 */
export async function sendDraft(
  editing: DraftEditing,
  mayOverwrite: (current: Order) => Promise<boolean>,
): Promise<Order | null> {
  let saved: Order | null = null;
  const { unanswered } = editing.latest();
  if (unanswered) {
    saved = await post(editing, unanswered).catch((error: unknown) => {
      if (isRefused(error)) return null;
      throw error;
    });
  }
  const draft = editing.latest();
  if (draft.order === null) return post(editing, { key: newKey(), ...orderRequest(draft) });
  return isDirty(draft) ? patch(editing, draft.order, mayOverwrite) : saved;
}
