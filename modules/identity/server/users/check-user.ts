import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { identityErrors, type user } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';
import { lackedBy, loadRoles, type RolesById, rightsOf } from '../roles/rights.ts';

type User = Row<typeof user>;

/** Nobody gives rights he lacks, nor touches somebody who holds more than he does; one who may do everything remains. */
export async function checkUser(ctx: Ctx, changes: Change<User>[]): Promise<void> {
  const roles = await loadRoles(ctx);
  for (const { before, row } of changes) {
    if (before && before.id !== ctx.actor.id) refuseStronger(ctx, roles, before);
    const added = row.roles.filter((id) => !before?.roles.includes(id));
    const lacked = lackedBy(ctx, rightsOf(roles, added));
    if (lacked.length > 0) throw identityErrors.rightsNotHeld({ permissions: lacked.join(', ') });
  }
  const mayEverything = (row: User | null) => row?.state === 'active' && rightsOf(roles, row.roles).has('*');
  const losing = changes.filter(({ before, row }) => mayEverything(before) && !mayEverything(row));
  if (losing.length > 0)
    await refuseLast(
      ctx,
      roles,
      losing.map(({ row }) => row.id),
    );
}

/** Whoever may reset passwords or suspend people must not rise by it above his own rights. */
export function refuseStronger(ctx: Ctx, roles: RolesById, { username, roles: held }: User): void {
  if (lackedBy(ctx, rightsOf(roles, held)).length > 0) throw identityErrors.strongerUser({ username });
}

async function refuseLast(ctx: Ctx, roles: RolesById, losing: readonly number[]): Promise<void> {
  const all = [...roles].filter(([, { permissions }]) => permissions.has('*')).map(([id]) => id);
  const others = await identityTables(ctx)
    .selectFrom('identity_user_roles as held')
    .innerJoin('identity_user as user', 'user.id', 'held.parent_id')
    .select('user.id')
    .where('held.target_id', 'in', all)
    .where('user.state', '=', 'active')
    .where('user.id', 'not in', [...losing])
    .executeTakeFirst();
  if (!others) throw identityErrors.lastAdministrator();
}
