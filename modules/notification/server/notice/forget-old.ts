import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { deleteRows } from '#kernel/server/db/statements.ts';
import type { TimedWork } from '#kernel/server/timed.ts';

/** Days that a notice is kept. */
const kept = 90;
const atOnce = 1_000;

/** Removes notices that nobody will ask for any more, in small transactions. */
async function forgetOld(ctx: Ctx): Promise<void> {
  const before = ctx.app.clock() - kept * 86_400_000;
  for (let found = atOnce; found === atOnce; ) {
    found = await withTransaction(trusted(ctx), async (tx) => {
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

export const forgetNotices: TimedWork = { name: 'forgetNotices', at: '50 3 * * *', run: forgetOld };
