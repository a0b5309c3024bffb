import { Cron } from 'croner';
import type { App } from '#kernel/server/app.ts';
import { trusted, withTransaction } from '#kernel/server/ctx.ts';
import { deleteRows } from '#kernel/server/db/statements.ts';

/** Days that a notice is kept. */
const kept = 90;
const atOnce = 1_000;
const clocks = new WeakMap<App, Cron>();

/** Removes notices that nobody will ask for any more, in small transactions. */
export async function forgetOld(app: App): Promise<void> {
  const before = app.clock() - kept * 86_400_000;
  for (let found = atOnce; found === atOnce; ) {
    found = await withTransaction(trusted(app.systemCtx('notification')), async (tx) => {
      const old = await tx.db
        .selectFrom('notification_notice')
        .select('id')
        .where('created_at', '<', before)
        .orderBy('id')
        .limit(atOnce)
        .execute();
      const ids = old.map(({ id }) => Number(id));
      await deleteRows(tx.db, 'notification_mail', 'notice', ids);
      await deleteRows(tx.db, 'notification_notice', 'id', ids);
      return ids.length;
    });
  }
}

export function startForgetting(app: App): void {
  clocks.set(app, new Cron('50 3 * * *', { protect: true, unref: true }, () => forgetOld(app)));
}

export function stopForgetting(app: App): void {
  clocks.get(app)?.stop();
  clocks.delete(app);
}
