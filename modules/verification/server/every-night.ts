import { Cron } from 'croner';
import { AppError } from '#kernel/contract/index.ts';
import type { App } from '#kernel/server/app.ts';
import { verifyJob } from '../contract/index.ts';

const clocks = new WeakMap<App, Cron>();
/** After the other nightly work. */
const when = '10 4 * * *';

/** Has the books looked through each night; of several processes one does it. */
export function startNights(app: App): void {
  const ask = async () => {
    try {
      await app.jobs.enqueue(app.systemCtx(verifyJob), verifyJob, {});
    } catch (fault) {
      // Another process was faster.
      if (!(fault instanceof AppError && fault.code === 'kernel.jobRunning'))
        app.logger.error({ err: fault }, verifyJob);
    }
  };
  clocks.set(app, new Cron(when, { protect: true, unref: true }, ask));
}

export function stopNights(app: App): void {
  clocks.get(app)?.stop();
  clocks.delete(app);
}
