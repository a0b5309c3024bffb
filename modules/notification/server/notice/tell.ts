import type { NoticeLevel } from '#kernel/contract/index.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { type Recipient, usersWith } from '#modules/identity/server/index.ts';
import { type NoticeParams, noticeResource } from '../../contract/index.ts';
import { mail } from '../mail/mail.ts';
import { sendsMail } from '../mail/mail-settings.ts';
import { type Choices, channelFor, choicesOf } from '../preference/channels.ts';
import { kindsOf } from './kinds.ts';
import { notice } from './notice.ts';

/** Something that has happened. */
export interface News {
  /** One that a module declares in its contract. */
  kind: string;
  params: NoticeParams;
  /** Where it is more or less urgent than its kind. */
  level?: NoticeLevel;
  /** The record it is about. */
  record?: { resource: string; id: number };
  /** Path of the page it is about, where that is no record. */
  path?: string;
}

/**
 * Tells everybody whom it concerns — who holds the permission of its kind and has not switched it off — at the bell,
 * and by mail where that was chosen. In the transaction of the caller, or one of its own.
 * @param options.exceptActor who did it himself need not be told.
 */
export async function tell(ctx: Ctx, news: readonly News[], options: { exceptActor?: boolean } = {}): Promise<void> {
  if (news.length === 0) return;
  await withTransaction(trusted(ctx), async (tx) => {
    const choices = await choicesOf(tx, [...new Set(news.map(({ kind }) => kind))]);
    const audiences = new Map<string, Recipient[]>();
    const drafts: ReturnType<typeof draftsFor> = [];
    for (const item of news) {
      const declared = kindsOf(tx.app).find(({ kind }) => kind === item.kind);
      if (!declared) throw new Error(`no module declares the notice ${item.kind}`);
      const { permission, level } = declared;
      const audience = audiences.get(permission) ?? (await usersWith(tx, permission));
      audiences.set(permission, audience);
      const others = options.exceptActor ? audience.filter(({ id }) => id !== tx.actor.id) : audience;
      const chosen = choices.get(item.kind);
      if (chosen) drafts.push(...draftsFor({ ...item, level: item.level ?? level }, others, chosen));
    }
    await write(tx, drafts);
  });
}

const draftsFor = (
  { kind, params, level, record, path }: News & { level: NoticeLevel },
  audience: readonly Recipient[],
  choices: Choices,
) =>
  audience
    .map((user) => ({ user, channel: channelFor(choices, user, level) }))
    .filter(({ channel }) => channel !== 'off')
    .map(({ user, channel }) => ({
      address: channel === 'mail' ? user.email : null,
      values: {
        user: user.id,
        kind,
        level,
        params,
        recordResource: record?.resource ?? null,
        recordId: record?.id ?? null,
        path: path ?? null,
      },
    }));

async function write(tx: Ctx, drafts: ReturnType<typeof draftsFor>): Promise<void> {
  if (drafts.length === 0) return;
  const made = await create(
    tx,
    notice,
    drafts.map(({ values }) => values),
  );
  const mails = made.flatMap(({ id }, index) => {
    const address = drafts[index]?.address;
    return address && sendsMail(tx.app) ? [{ notice: id, address }] : [];
  });
  if (mails.length > 0) await create(tx, mail, mails);
  announce(
    tx,
    made.map(({ user }) => user),
  );
}

/** Their bells ring; nobody else hears of it. */
export function announce(tx: Ctx, users: readonly number[]): void {
  const told = [...new Set(users)];
  tx.afterCommit.push(() => tx.app.changed({ resource: noticeResource, ids: [], action: 'create', users: told }));
}
