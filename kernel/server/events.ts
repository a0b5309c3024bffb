import type { Ctx } from './ctx.ts';
import type { Cell } from './db/engine.ts';
import { insertRows } from './db/statements.ts';

/** What happened to a record. `changes` travel only inside the process. */
export interface DomainEvent {
  /** `<resource>.<created|updated|deleted|state reached>`. */
  name: string;
  resource: string;
  id: number;
}

/**
 * Somebody's interest in an event. `during`: inside the same transaction, may veto by throwing.
 * `after` (the usual): from the outbox once committed, at least once, so the handler must not mind a repetition.
 */
export interface Subscription {
  event: string;
  phase: 'during' | 'after';
  /** Stable name, stored with the waiting event. */
  name: string;
  handle(ctx: Ctx, event: DomainEvent): Promise<void>;
}

const columns = ['event', 'subscriber', 'payload', 'user_id', 'created_at', 'due_at'];

/** Raises events: `during` handlers run now, for `after` handlers one outbox row each is written in this transaction. */
export async function raise(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const rows: Cell[][] = [];
  const now = ctx.app.clock();
  for (const event of events) {
    for (const subscription of ctx.app.subscriptions(event.name)) {
      if (subscription.phase === 'during') await subscription.handle(ctx, event);
      else rows.push([event.name, subscription.name, JSON.stringify(event), ctx.actor.id, now, now]);
    }
  }
  if (rows.length === 0) return;
  await insertRows(ctx.db, ctx.app.engine.dialect, 'kernel_outbox', columns, rows);
  ctx.afterCommit.push(() => ctx.app.wake());
}
