import type { App } from './app.ts';
import { createCtx, systemActor } from './ctx.ts';
import type { DomainEvent } from './events.ts';

const batch = 50;
const pollEvery = 2000;
/** Waits before the next attempt, in ms; the last one repeats. */
const backOff = [1_000, 5_000, 30_000, 300_000, 3_600_000];

/** Delivers `after` events in the order they were raised, at least once each. */
export interface Outbox {
  start(): void;
  wake(): void;
  /** Delivers what is due now; for tests and for a clean end. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

export function createOutbox(appOf: () => App): Outbox {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const drain = async (): Promise<void> => {
    const app = appOf();
    for (;;) {
      const due = await app.engine.reader
        .selectFrom('kernel_outbox')
        .selectAll()
        .where('delivered_at', 'is', null)
        .where('due_at', '<=', app.clock())
        .orderBy('id')
        .limit(batch)
        .execute();
      for (const row of due) await deliver(app, row);
      if (due.length < batch) return;
    }
  };
  const loop = async (): Promise<void> => {
    do {
      again = false;
      await drain().catch((error: unknown) => appOf().logger.error({ err: error }, 'outbox'));
    } while (again && !stopped);
    running = undefined;
  };
  const wake = () => {
    if (stopped || !timer) return;
    again = true;
    running ??= loop();
  };
  return {
    start: () => {
      timer = setInterval(wake, pollEvery);
      timer.unref();
      wake();
    },
    wake,
    drain,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}

async function deliver(app: App, row: Record<string, string | number | null>): Promise<void> {
  const event = JSON.parse(String(row.payload)) as DomainEvent;
  const subscription = app.subscriptions(event.name).find(({ name }) => name === row.subscriber);
  const actor =
    row.user_id === null ? systemActor : ((await app.identity.actorOf(app, Number(row.user_id))) ?? systemActor);
  const ctx = { ...createCtx(app, actor, { requestId: `event-${row.id}` }), trusted: true };
  const done = (values: Record<string, string | number | null>) =>
    app.engine.transaction((db) =>
      db
        .updateTable('kernel_outbox')
        .set(values)
        .where('id', '=', row.id ?? 0)
        .execute(),
    );
  try {
    if (subscription?.phase === 'after') await subscription.handle(ctx, event);
    await done({ delivered_at: app.clock() });
  } catch (error) {
    const attempts = Number(row.attempts) + 1;
    app.logger.warn({ err: error, event: event.name, subscriber: row.subscriber, attempts }, 'event handler failed');
    await done({
      attempts,
      error: String(error),
      due_at: app.clock() + (backOff[attempts - 1] ?? backOff.at(-1) ?? 0),
    });
  }
}
