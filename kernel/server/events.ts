import type { Ctx } from './ctx.ts';
import type { Cell } from './db/engine.ts';
import { insertRows } from './db/statements.ts';

/** What happened to a record. */
export interface DomainEvent {
  /** `<resource>.<created|updated|deleted|state reached>`. */
  name: string;
  resource: string;
  id: number;
  /** Whether the write changed one of these fields; there for `during` handlers alone. */
  touches?(...fields: string[]): boolean;
  /** What a field held before the write; null for a new record. There for `during` handlers alone. */
  was?(field: string): unknown;
}

/** Somebody's interest in an event; `name` is stable and stored with what waits. */
export type Subscription = { event: string; name: string } & (
  | {
      /** Inside the same transaction, once for all records that one write changed; may veto by throwing. */
      phase: 'during';
      handle(ctx: Ctx, events: readonly DomainEvent[]): Promise<void>;
    }
  | {
      /** The usual: from the outbox once committed, at least once, so the handler must not mind a repetition. */
      phase: 'after';
      handle(ctx: Ctx, event: DomainEvent): Promise<void>;
    }
);

const columns = ['event', 'subscriber', 'payload', 'user_id', 'created_at', 'due_at'];

/** Raises events: `during` handlers run now, for `after` handlers one outbox row each is written in this transaction. */
export async function raise(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const rows: Cell[][] = [];
  const now = ctx.app.clock();
  for (const name of new Set(events.map((event) => event.name))) {
    const raised = events.filter((event) => event.name === name);
    for (const subscription of ctx.app.subscriptions(name)) {
      if (subscription.phase === 'during') await subscription.handle(ctx, raised);
      else
        for (const event of raised) rows.push([name, subscription.name, JSON.stringify(event), ctx.actor.id, now, now]);
    }
  }
  if (rows.length === 0) return;
  await insertRows(ctx.db, ctx.app.engine.dialect, 'kernel_outbox', columns, rows);
  ctx.afterCommit.push(() => ctx.app.wake());
}
