import type { FastifyRequest } from 'fastify';
import { type Actor, type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { trace } from '#kernel/server/trace.ts';
import { create, deleteRows, update } from '#kernel/server/write.ts';
import { session, user } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';
import { hashOfSecret, newSecret } from '../secret-token.ts';
import { deviceOf } from './device-of.ts';
import { expiryOf } from './session-rules.ts';

/** Ended sessions stay visible for so long, in ms. */
const keptFor = 30 * 24 * 3_600_000;

/** Opens a session for the actor; gives the token for the cookie, of which only the hash is kept. */
export async function openSession(ctx: Ctx, actor: Actor, request: FastifyRequest): Promise<string> {
  const token = newSecret();
  const now = ctx.app.clock();
  const userId = Number(actor.id);
  await withTransaction(trusted({ ...ctx, actor }), async (tx) => {
    await create(tx, session, [
      {
        user: userId,
        device: deviceOf(request.headers['user-agent']),
        address: request.ip,
        lastSeenAt: now,
        expiresAt: expiryOf(now, actor.permissions),
        tokenHash: hashOfSecret(token),
      },
    ]);
    await trace(tx, user, userId, { lastSignInAt: now });
    await forgetOldSessions(tx, userId);
  });
  return token;
}

async function forgetOldSessions(ctx: Ctx, userId: number): Promise<void> {
  const old = await identityTables(ctx)
    .selectFrom('identity_session')
    .select('id')
    .where('user', '=', userId)
    .where('expires_at', '<', ctx.app.clock() - keptFor)
    .execute();
  if (old.length > 0) await deleteRows(ctx, ctx.app.served(session.name), old);
}

/** Ends all open sessions of a user, at once: their next request finds none. */
export async function endSessionsOf(ctx: Ctx, userId: number): Promise<void> {
  const open = await identityTables(ctx)
    .selectFrom('identity_session')
    .select('id')
    .where('user', '=', userId)
    .where('state', '=', 'active')
    .execute();
  await update(
    trusted(ctx),
    session,
    open.map(({ id }) => ({ id, patch: { state: 'ended' as const } })),
  );
}
