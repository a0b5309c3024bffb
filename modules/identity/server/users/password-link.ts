import type { Ctx } from '#kernel/server/ctx.ts';
import { withTransaction } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { identityErrors, user } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';
import { linkLasts, newLink, openLink, useUp } from '../links/follow-link.ts';
import { refuseWeakPassword, setPassword } from '../password/store-password.ts';
import { loadRoles } from '../roles/rights.ts';
import { refuseStronger } from './check-user.ts';

/**
 * A link by which a user chooses his (first) password himself: an administrator starts that, and never knows the result.
 * The link is shown once. @throws AppError 403 `identity.strongerUser`, 409 `identity.userSuspended`
 */
export async function newPasswordLink(ctx: Ctx, userId: number): Promise<{ path: string; expiresAt: string }> {
  const row = await rowOf(ctx, user, userId);
  if (row.state !== 'active') throw identityErrors.userSuspended({ username: row.username });
  refuseStronger(ctx, await loadRoles(ctx), row);
  const known = await identityTables(ctx)
    .selectFrom('identity_credential')
    .select('id')
    .where('user', '=', userId)
    .executeTakeFirst();
  const lasts = known ? linkLasts.reset : linkLasts.firstPassword;
  const { token, expiresAt } = await withTransaction(ctx, (tx) => newLink(tx, 'password', userId, lasts));
  return { path: `/${row.language}/set-password?token=${token}`, expiresAt: new Date(expiresAt).toISOString() };
}

/** Follows such a link. @throws AppError 422 `identity.linkInvalid`, `kernel.invalidInput` for a weak password */
export async function choosePassword(ctx: Ctx, token: string, password: string): Promise<void> {
  const link = await openLink(ctx, 'password', token);
  const row = await rowOf(ctx, user, link.user ?? 0);
  if (row.state !== 'active') throw identityErrors.linkInvalid();
  await refuseWeakPassword(ctx, password, row);
  const own = { ...ctx, actor: { id: row.id, username: row.username, permissions: new Set<string>() } };
  await withTransaction(own, async (tx) => {
    await useUp(tx, link);
    await setPassword(tx, row.id, password);
  });
}
