import { kernelErrors } from '#kernel/contract/index.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { create, update } from '#kernel/server/write.ts';
import { user } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';
import { endSessionsOf } from '../session/open-session.ts';
import { credential } from './credential.ts';
import { hashPassword } from './hash-password.ts';
import { passwordFault } from './password-rules.ts';

/** Refuses what is too short, too long or easily guessed, at the field `path` (PRD-AUT-10). */
export async function refuseWeakPassword(
  ctx: Ctx,
  password: string,
  who: { username: string; displayName: string },
  path = 'password',
): Promise<void> {
  const company = await identityTables(ctx).selectFrom('org_company').select('name').executeTakeFirst();
  const fault = passwordFault(password, [who.username, who.displayName, company?.name ?? '']);
  if (fault) throw kernelErrors.invalidInput({}, [{ path, ...fault }]);
}

/** Puts a user's hash into its place. */
export async function storeHash(ctx: Ctx, userId: number, passwordHash: string): Promise<void> {
  const known = await identityTables(ctx)
    .selectFrom('identity_credential')
    .select('id')
    .where('user', '=', userId)
    .executeTakeFirst();
  if (known) await update(trusted(ctx), credential, [{ id: known.id, patch: { passwordHash } }]);
  else await create(trusted(ctx), credential, [{ user: userId, passwordHash }]);
}

/** A new password: the sessions opened with the old one end (PRD-AUT-15). The rules have been asked before. */
export async function setPassword(ctx: Ctx, userId: number, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await withTransaction(ctx, async (tx) => {
    await storeHash(tx, userId, hash);
    await update(trusted(tx), user, [{ id: userId, patch: { passwordChangedAt: tx.app.clock() } }]);
    await endSessionsOf(tx, userId);
  });
}
