import type { NoticeLevel } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Channel, loudest, usualChannel } from '../../contract/index.ts';

export interface Choices {
  byUser: ReadonlyMap<number, Channel>;
  byRole: ReadonlyMap<number, Channel>;
}

/** What users and roles have chosen, by kind of notice. One statement. */
export async function choicesOf(ctx: Ctx, kinds: readonly string[]): Promise<Map<string, Choices>> {
  const found = new Map(
    kinds.map((kind) => [kind, { byUser: new Map<number, Channel>(), byRole: new Map<number, Channel>() }]),
  );
  if (kinds.length === 0) return found;
  const rows = await ctx.db
    .selectFrom('notification_preference')
    .select(['kind', 'user', 'role', 'channel'])
    .where('kind', 'in', [...kinds])
    .execute();
  for (const { kind, user, role, channel } of rows) {
    const choices = found.get(String(kind));
    if (user) choices?.byUser.set(Number(user), channel as Channel);
    else choices?.byRole.set(Number(role), channel as Channel);
  }
  return found;
}

/** What holds for a user who has chosen nothing himself: the most that one of his roles asks for, else what suits the level. */
export const usualFor = ({ byRole }: Choices, roles: readonly number[], level: NoticeLevel): Channel =>
  loudest(roles.flatMap((role) => byRole.get(role) ?? [])) ?? usualChannel(level);

export const channelFor = (
  choices: Choices,
  user: { id: number; roles: readonly number[] },
  level: NoticeLevel,
): Channel => choices.byUser.get(user.id) ?? usualFor(choices, user.roles, level);
