import { type Ctx, withTransaction } from '#kernel/server/ctx.ts';
import { announce } from './tell.ts';

/** Notes that the actor has read his notices: those named, or all up to the newest he has seen. */
export const markRead = (ctx: Ctx, { ids, through }: { ids?: readonly number[]; through?: number }): Promise<void> =>
  withTransaction(ctx, async (tx) => {
    let unread = tx.db
      .updateTable('notification_notice')
      .set({ read_at: tx.app.clock() })
      .where('user', '=', tx.actor.id ?? 0)
      .where('read_at', 'is', null);
    if (ids) unread = unread.where('id', 'in', [...ids]);
    if (through !== undefined) unread = unread.where('id', '<=', through);
    await unread.execute();
    announce(tx, [tx.actor.id ?? 0]);
  });
