import { Cron } from 'croner';
import { AppError } from '#kernel/contract/index.ts';
import type { App } from '#kernel/server/app.ts';
import { snapshotJob } from '../../contract/index.ts';

const clocks = new WeakMap<App, Cron>();

/** Before the working day, and beside the other nightly work. */
const when = '40 3 * * *';

/** Asks for a snapshot each night (PRD-LNK-21). Of several processes one takes it: the job is exclusive and keeps one per day. */
export function startNights(app: App): void {
  const ask = async () => {
    try {
      await app.jobs.enqueue(app.systemCtx('quality'), snapshotJob, {});
    } catch (fault) {
      // Another process was faster.
      if (!(fault instanceof AppError && fault.code === 'kernel.jobRunning'))
        app.logger.error({ err: fault }, snapshotJob);
    }
  };
  clocks.set(app, new Cron(when, { protect: true, unref: true }, ask));
}

export function stopNights(app: App): void {
  clocks.get(app)?.stop();
  clocks.delete(app);
}
