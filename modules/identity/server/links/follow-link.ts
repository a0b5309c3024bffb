import type { Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { act, create, update } from '#kernel/server/write.ts';
import { identityErrors } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';
import { hashOfSecret, newSecret } from '../secret-token.ts';
import { oneTimeLink } from './one-time-link.ts';

type Link = Row<typeof oneTimeLink>;
const hour = 3_600_000;
/** How long a link may be followed, in ms. A reset is short (quality bar 47), a first password may wait for the colleague. */
export const linkLasts = { setUp: 24 * hour, reset: hour / 2, firstPassword: 24 * hour } as const;

/** Makes a link and voids the earlier ones for the same purpose and user. The token is not kept, only its hash. */
export async function newLink(
  ctx: Ctx,
  purpose: Link['purpose'],
  user: number | null,
  lasts: number,
): Promise<{ token: string; expiresAt: number }> {
  const token = newSecret();
  const expiresAt = ctx.app.clock() + lasts;
  let earlier = identityTables(ctx).selectFrom('identity_one_time_link').select('id').where('state', '=', 'open');
  earlier = earlier.where('purpose', '=', purpose).where('user', user === null ? 'is' : '=', user);
  const ids = (await earlier.execute()).map(({ id }) => id);
  await update(
    trusted(ctx),
    oneTimeLink,
    ids.map((id) => ({ id, patch: { state: 'used' as const } })),
  );
  await create(trusted(ctx), oneTimeLink, [{ purpose, user, expiresAt, tokenHash: hashOfSecret(token) }]);
  return { token, expiresAt };
}

/** The link with this token, if it can still be followed. @throws AppError 422 `identity.linkInvalid` */
export async function openLink(ctx: Ctx, purpose: Link['purpose'], token: string): Promise<Link> {
  const found = await identityTables(ctx)
    .selectFrom('identity_one_time_link')
    .select('id')
    .where('token_hash', '=', hashOfSecret(token))
    .where('purpose', '=', purpose)
    .where('state', '=', 'open')
    .where('expires_at', '>', ctx.app.clock())
    .executeTakeFirst();
  if (!found) throw identityErrors.linkInvalid();
  return rowOf(ctx, oneTimeLink, found.id);
}

/** Uses the link up; of two who follow it at once the second is refused (`kernel.illegalTransition`). */
export const useUp = (ctx: Ctx, link: Link): Promise<Link> => act(trusted(ctx), oneTimeLink, 'use', link.id);
