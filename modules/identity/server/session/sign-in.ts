import type { FastifyRequest } from 'fastify';
import { kernelErrors } from '#kernel/contract/index.ts';
import { type Actor, type Ctx, trusted } from '#kernel/server/ctx.ts';
import { act } from '#kernel/server/write.ts';
import { identityErrors, session } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';
import { hashPassword, verifyPassword } from '../password/hash-password.ts';
import { storeHash } from '../password/store-password.ts';
import { normaliseUsername } from '../users/username.ts';
import { openSession } from './open-session.ts';
import { type Try, throttleOf } from './sign-in-throttle.ts';

interface Account {
  id: number;
  state: 'active' | 'suspended';
  passwordHash: string | null;
}

const accountOf = (ctx: Ctx, username: string): Promise<Account | undefined> =>
  identityTables(ctx)
    .selectFrom('identity_user as user')
    .leftJoin('identity_credential as credential', 'credential.user', 'user.id')
    .select(['user.id', 'user.state', 'credential.password_hash as passwordHash'])
    .where('user.username', '=', username)
    .executeTakeFirst();

/** Counts a try for the account; throws 429 when there were too many. Also for whoever changes his password. */
export function beginTry(ctx: Ctx, username: string, address: string): Promise<Try> {
  const isUsual = async () => {
    const past = await identityTables(ctx)
      .selectFrom('identity_session as session')
      .innerJoin('identity_user as user', 'user.id', 'session.user')
      .select('session.id')
      .where('user.username', '=', username)
      .where('session.address', '=', address)
      .executeTakeFirst();
    return past !== undefined;
  };
  return throttleOf(ctx.app).begin(username, address, isUsual);
}

/**
 * Signs a person in; gives the actor and the token of the new session. Unknown, suspended and wrong are one answer in
 * words and in time.
 * @throws AppError 401 `identity.wrongCredentials`, 429 `kernel.tooManyRequests`
 */
export async function signIn(
  ctx: Ctx,
  { username, password }: { username: string; password: string },
  request: FastifyRequest,
): Promise<{ actor: Actor; token: string }> {
  const name = normaliseUsername(username);
  const { log, ip } = request;
  const oneTry = await beginTry(ctx, name, ip);
  const account = await accountOf(ctx, name);
  const { matches, outdated } = await verifyPassword(password, account?.passwordHash ?? null);
  if (!account || !matches || account.state !== 'active') {
    // No name in the log: people type their password into the wrong field.
    log.warn({ event: 'identity.signInRefused', user: account?.id ?? null, address: ip }, 'sign-in refused');
    throw identityErrors.wrongCredentials();
  }
  await oneTry.succeeded();
  const actor = await ctx.app.identity.actorOf(ctx.app, account.id);
  if (!actor) throw identityErrors.wrongCredentials();
  const own = trusted({ ...ctx, actor });
  if (outdated) await storeHash(own, account.id, await hashPassword(password));
  await endPresentSession(own, request);
  const token = await openSession(own, actor, request);
  log.info({ event: 'identity.signedIn', user: account.id, address: ip }, 'signed in');
  return { actor, token };
}

/** Ends the session that the request came with, if any: the browser gets another one or none. */
export async function endPresentSession(ctx: Ctx, request: FastifyRequest): Promise<void> {
  const [kind, id] = (request.identified?.sessionId ?? '').split(':');
  if (kind !== 'session') return;
  await act(trusted(ctx), session, 'end', Number(id)).catch((error: unknown) => {
    // Somebody else (another window) has just ended it.
    if ((error as { code?: string }).code !== kernelErrors.illegalTransition().code) throw error;
  });
}
