import { type Ctx, can } from '#kernel/server/ctx.ts';
import { identityTables } from '../identity-tables.ts';

export interface RoleRights {
  code: string;
  permissions: ReadonlySet<string>;
}
export type RolesById = ReadonlyMap<number, RoleRights>;

/** All roles with what they permit, in one statement. */
export async function loadRoles(ctx: Ctx): Promise<RolesById> {
  const rows = await identityTables(ctx)
    .selectFrom('identity_role as role')
    .leftJoin('identity_role_permissions as line', 'line.parent_id', 'role.id')
    .select(['role.id', 'role.code', 'line.permission'])
    .execute();
  const roles = new Map<number, { code: string; permissions: Set<string> }>();
  for (const { id, code, permission } of rows) {
    const known = roles.get(id) ?? { code, permissions: new Set<string>() };
    if (permission !== null) known.permissions.add(permission);
    roles.set(id, known);
  }
  return roles;
}

/** The roles of a user add up (PRD-ROL-18). */
export const rightsOf = (roles: RolesById, ids: readonly number[]): Set<string> =>
  new Set(ids.flatMap((id) => [...(roles.get(id)?.permissions ?? [])]));

/** Those of the permissions that the actor does not hold himself and so cannot grant (PRD-PRM-30). */
export const lackedBy = (ctx: Ctx, permissions: Iterable<string>): string[] =>
  [...permissions].filter((permission) => !can(ctx, permission));
