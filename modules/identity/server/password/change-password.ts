import type { FastifyRequest } from 'fastify';
import { kernelErrors } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { user } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';
import { openSession } from '../session/open-session.ts';
import { beginTry } from '../session/sign-in.ts';
import { verifyPassword } from './hash-password.ts';
import { refuseWeakPassword, setPassword } from './store-password.ts';

/**
 * Changes one's own password. All sessions end, other browsers are signed out; gives the token of a new session for
 * this one. Whoever found an open browser still has to know the password, and has as few tries as at the door.
 */
export async function changePassword(
  ctx: Ctx,
  given: { current: string; new: string },
  request: FastifyRequest,
): Promise<string> {
  const refused = (path: string, code: string) => kernelErrors.invalidInput({}, [{ path, code }]);
  const row = await rowOf(ctx, user, Number(ctx.actor.id));
  const oneTry = await beginTry(ctx, row.username, request.ip);
  const known = await identityTables(ctx)
    .selectFrom('identity_credential')
    .select('password_hash')
    .where('user', '=', row.id)
    .executeTakeFirst();
  if (!(await verifyPassword(given.current, known?.password_hash ?? null)).matches)
    throw refused('current', 'identity.wrongCurrentPassword');
  await oneTry.succeeded();
  if (given.new.normalize('NFKC') === given.current.normalize('NFKC'))
    throw refused('new', 'identity.passwordUnchanged');
  await refuseWeakPassword(ctx, given.new, row, 'new');
  await setPassword(trusted(ctx), row.id, given.new);
  return openSession(ctx, ctx.actor, request);
}
