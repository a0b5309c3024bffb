import type { Language } from '#kernel/contract/index.ts';
import { type Ctx, tables } from '#kernel/server/ctx.ts';
import { loadRoles } from './rights.ts';

/** An active user, as whoever writes to him needs to know him. */
export interface Recipient {
  id: number;
  displayName: string;
  email: string | null;
  language: Language;
  /** Ids of his roles. */
  roles: number[];
}

interface Tables {
  identity_user: { id: number; display_name: string; email: string | null; language: Language; state: string };
  identity_user_roles: { parent_id: number; target_id: number };
}

/** The active users with a permission, in id order. Two statements. */
export async function usersWith(ctx: Ctx, permission: string): Promise<Recipient[]> {
  const granting = new Set(
    [...(await loadRoles(ctx))]
      .filter(([, { permissions }]) => permissions.has(permission) || permissions.has('*'))
      .map(([id]) => id),
  );
  if (granting.size === 0) return [];
  const rows = await tables<Tables>(ctx)
    .selectFrom('identity_user as u')
    .innerJoin('identity_user_roles as held', 'held.parent_id', 'u.id')
    .select(['u.id', 'u.display_name', 'u.email', 'u.language', 'held.target_id as role'])
    .where('u.state', '=', 'active')
    .orderBy('u.id')
    .execute();
  const users = new Map<number, Recipient>();
  for (const { id, display_name: displayName, email, language, role } of rows) {
    const known = users.get(id) ?? { id, displayName, email, language, roles: [] };
    known.roles.push(Number(role));
    users.set(id, known);
  }
  return [...users.values()].filter(({ roles }) => roles.some((role) => granting.has(role)));
}
