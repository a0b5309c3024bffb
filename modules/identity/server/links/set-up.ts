import { defaultLanguage, kernelErrors } from '#kernel/contract/index.ts';
import type { App } from '#kernel/server/app.ts';
import { type Actor, type Ctx, systemActor, withTransaction } from '#kernel/server/ctx.ts';
import { identityErrors } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';
import { refuseWeakPassword } from '../password/store-password.ts';
import { systemAdministrator } from '../roles/seed-roles.ts';
import { createUser } from '../users/create-user.ts';
import { linkLasts, newLink, openLink, useUp } from './follow-link.ts';

/** Kontor is to be set up as long as it has no user; there is no default account and no default password. */
export async function isSetUpOpen(ctx: Ctx): Promise<boolean> {
  return (await identityTables(ctx).selectFrom('identity_user').select('id').executeTakeFirst()) === undefined;
}

const onTerminal = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/**
 * At a first start: makes the one-time link for the first administrator, writes it to the log and plainly to the
 * terminal, and gives it back; null when there are users. A new start makes a new link and voids the one before.
 * @param origin where browsers reach this server, e.g. `http://127.0.0.1:8080`
 */
export async function announceSetUp(app: App, origin: string, print = onTerminal): Promise<string | null> {
  const ctx = app.systemCtx('set-up');
  if (!(await isSetUpOpen(ctx))) return null;
  const { token } = await withTransaction(ctx, (tx) => newLink(tx, 'setUp', null, linkLasts.setUp));
  const link = `${origin}/${defaultLanguage}/set-up?token=${token}`;
  app.logger.warn({ event: 'identity.setUpOpen', link }, 'no user yet: the link sets up the first administrator');
  print(`No user yet. Open this link within 24 hours to set up the first administrator:\n${link}`);
  return link;
}

/** Follows the link: creates the first user, who may do everything; gives him as actor. */
export async function setUp(
  ctx: Ctx,
  given: { token: string; username: string; displayName: string; password: string },
): Promise<Actor> {
  if (!(await isSetUpOpen(ctx))) throw identityErrors.setUpClosed();
  const link = await openLink(ctx, 'setUp', given.token);
  // Before the transaction and its lock, since the refusal of a password is the usual case.
  await refuseWeakPassword(ctx, given.password, given);
  const { id } = await withTransaction({ ...ctx, actor: systemActor }, async (tx) => {
    await useUp(tx, link);
    if (!(await isSetUpOpen(tx))) throw identityErrors.setUpClosed();
    return createUser(tx, { ...given, roles: [systemAdministrator], language: ctx.language });
  });
  const actor = await ctx.app.identity.actorOf(ctx.app, id);
  if (!actor) throw kernelErrors.internal();
  return actor;
}
