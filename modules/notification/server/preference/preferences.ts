import { kernelErrors } from '#kernel/contract/index.ts';
import { type Ctx, demand, tables, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { create, deleteRows, update } from '#kernel/server/write.ts';
import { role, user } from '#modules/identity/contract/index.ts';
import {
  type Channel,
  managesPreferences,
  notificationErrors,
  type Preferences,
  usualChannel,
} from '../../contract/index.ts';
import { sendsMail } from '../mail/mail-settings.ts';
import { kindsOf, ownKinds } from '../notice/kinds.ts';
import { choicesOf, usualFor } from './channels.ts';
import { preference } from './preference.ts';

/** Whose choice: the actor's own, or that of a role. */
export type Owner = { role: number } | 'own';

interface Tables {
  identity_user: { id: number; email: string | null };
  identity_user_roles: { parent_id: number; target_id: number };
}

/** How the actor (or who holds a role) is told of what concerns him, by kind. Three statements. */
export async function preferencesOf(ctx: Ctx, owner: Owner): Promise<Preferences> {
  if (owner !== 'own') demand(ctx, managesPreferences);
  const kinds = owner === 'own' ? ownKinds(ctx) : kindsOf(ctx.app);
  const choices = await choicesOf(
    ctx,
    kinds.map(({ kind }) => kind),
  );
  const self = ctx.actor.id ?? 0;
  const me = await tables<Tables>(ctx)
    .selectFrom('identity_user as u')
    .leftJoin('identity_user_roles as held', 'held.parent_id', 'u.id')
    .select(['u.email', 'held.target_id as role'])
    .where('u.id', '=', self)
    .execute();
  const roles = me.flatMap(({ role }) => (role === null ? [] : [Number(role)]));
  return {
    mailTo: (owner === 'own' ? me[0]?.email : null) ?? null,
    sendsMail: sendsMail(ctx.app),
    items: kinds.map(({ kind, level }) => {
      const found = choices.get(kind) ?? { byUser: new Map(), byRole: new Map() };
      const chosen = owner === 'own' ? found.byUser.get(self) : found.byRole.get(owner.role);
      return {
        kind,
        name: ctx.app.texts.say(ctx.language, `notice.${kind}.name`),
        level,
        chosen: chosen ?? null,
        usual: owner === 'own' ? usualFor(found, roles, level) : usualChannel(level),
      };
    }),
  };
}

/**
 * Chooses how one is told of a kind of notice; null goes back to what is usual.
 * @throws AppError 404 `notification.unknownKind`, 403 for a role without the right to that
 */
export async function choose(ctx: Ctx, owner: Owner, kind: string, channel: Channel | null): Promise<void> {
  if (owner !== 'own') demand(ctx, managesPreferences);
  const known = owner === 'own' ? ownKinds(ctx) : kindsOf(ctx.app);
  if (!known.some((one) => one.kind === kind)) throw notificationErrors.unknownKind({ kind });
  if (owner !== 'own') await refuseUnknown(ctx, owner.role);
  const values = { kind, user: owner === 'own' ? ctx.actor.id : null, role: owner === 'own' ? null : owner.role };
  await withTransaction(trusted(ctx), async (tx) => {
    // Whose choice it is, first: pressed twice, the second press finds what the first has chosen.
    if (owner === 'own') await rowsOf(tx, user, [ctx.actor.id ?? 0], { lock: true });
    else await rowsOf(tx, role, [owner.role], { lock: true });
    const before = await tx.db
      .selectFrom('notification_preference')
      .select('id')
      .where('kind', '=', kind)
      .where('user', '=', values.user ?? 0)
      .where('role', '=', values.role ?? 0)
      .executeTakeFirst();
    const id = Number(before?.id ?? 0);
    if (channel === null) {
      if (before) await deleteRows(tx, tx.app.served(preference.name), [{ id }]);
    } else if (before) await update(tx, preference, [{ id, patch: { channel } }]);
    else await create(tx, preference, [{ ...values, channel }]);
  });
}

async function refuseUnknown(ctx: Ctx, id: number): Promise<void> {
  const [known] = await rowsOf(ctx, role, [id]);
  if (!known) throw kernelErrors.invalidInput({}, [{ path: 'role', code: 'kernel.unknownReference' }]);
}
