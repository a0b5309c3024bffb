import { Cron } from 'croner';
import type { App } from '#kernel/server/app.ts';
import { movement } from '#modules/stock/contract/index.ts';
import { valueMovements } from './value-movements.ts';

/** Movements that come within this time, in ms, are valued together. */
const gathering = 1_000;
/** What another process posted, or was posted while this one was down, is found by then. */
const often = '*/5 * * * *';

interface Follower {
  stop(): Promise<void>;
}
const followers = new WeakMap<App, Follower>();

/** Values movements soon after they are posted, outside the posting: nobody waits for it. */
export function followMovements(app: App): void {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isAgain = false;
  const run = () => {
    timer = undefined;
    if (running !== undefined) {
      isAgain = true;
      return;
    }
    running = valueMovements(app.systemCtx('valuation'))
      .then(
        () => undefined,
        (error: unknown) => app.logger.error({ err: error }, 'valuation'),
      )
      .finally(() => {
        running = undefined;
        if (isAgain) soon();
        isAgain = false;
      });
  };
  const soon = () => {
    timer ??= setTimeout(run, gathering).unref();
  };
  const deaf = app.onChanged(({ resource }) => {
    if (resource === movement.name) soon();
  });
  const clock = new Cron(often, { protect: true, unref: true }, soon);
  soon();
  followers.set(app, {
    stop: async () => {
      deaf();
      clock.stop();
      clearTimeout(timer);
      await running;
    },
  });
}

export async function stopFollowing(app: App): Promise<void> {
  await followers.get(app)?.stop();
  followers.delete(app);
}
