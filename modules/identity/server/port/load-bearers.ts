import type { Language } from '#kernel/contract/index.ts';
import type { Actor, Ctx } from '#kernel/server/ctx.ts';
import { identityTables } from '../identity-tables.ts';
import { type RolesById, rightsOf } from '../roles/rights.ts';

/** Somebody who was let in, with what decides how long. */
export interface Bearer {
  actor: Actor;
  language: Language;
  /** Of the session or token, whichever he came with. */
  id: number;
  createdAt: number;
  expiresAt: number;
  /** When use was last noted; moved on by whoever notes it. */
  seenAt: number;
}

const actorFrom = (row: { userId: number; username: string }, permissions: Set<string>): Actor => ({
  id: row.userId,
  username: row.username,
  permissions,
});
const roleIds = (rows: readonly { role: number | null }[]): number[] =>
  rows.map(({ role }) => role).filter((role) => role !== null);

/** The open session of an active user, in one statement. */
export async function sessionBearer(ctx: Ctx, tokenHash: string, roles: RolesById): Promise<Bearer | null> {
  const rows = await identityTables(ctx)
    .selectFrom('identity_session as session')
    .innerJoin('identity_user as user', 'user.id', 'session.user')
    .leftJoin('identity_user_roles as held', 'held.parent_id', 'user.id')
    .select([
      'session.id',
      'session.created_at as createdAt',
      'session.expires_at as expiresAt',
      'session.last_seen_at as seenAt',
      'user.id as userId',
      'user.username',
      'user.language',
      'held.target_id as role',
    ])
    .where('session.token_hash', '=', tokenHash)
    .where('session.state', '=', 'active')
    .where('user.state', '=', 'active')
    .execute();
  const [row] = rows;
  return row ? { ...row, actor: actorFrom(row, rightsOf(roles, roleIds(rows))) } : null;
}

/** The machine with this token: it may what its user may, within the token's scopes (PRD-API-03). */
export async function tokenBearer(ctx: Ctx, tokenHash: string, roles: RolesById): Promise<Bearer | null> {
  const tables = identityTables(ctx);
  const rows = await tables
    .selectFrom('identity_api_token as token')
    .innerJoin('identity_user as user', 'user.id', 'token.user')
    .leftJoin('identity_user_roles as held', 'held.parent_id', 'user.id')
    .select([
      'token.id',
      'token.created_at as createdAt',
      'token.expires_at as expiresAt',
      'token.last_used_at as seenAt',
      'user.id as userId',
      'user.username',
      'user.language',
      'held.target_id as role',
    ])
    .where('token.token_hash', '=', tokenHash)
    .where('token.state', '=', 'active')
    .where('user.state', '=', 'active')
    .execute();
  const [row] = rows;
  if (!row) return null;
  const scopes = await tables
    .selectFrom('identity_api_token_scopes')
    .select('permission')
    .where('parent_id', '=', row.id)
    .execute();
  const permissions = narrowed(
    rightsOf(roles, roleIds(rows)),
    scopes.map(({ permission }) => permission),
  );
  return { ...row, seenAt: row.seenAt ?? 0, actor: actorFrom(row, permissions) };
}

/** What lies in both; `*` on either side stands for all of the other. */
export function narrowed(rights: Set<string>, scopes: readonly string[]): Set<string> {
  if (scopes.includes('*')) return rights;
  return new Set(rights.has('*') ? scopes : scopes.filter((scope) => rights.has(scope)));
}

/** An active user, for work in his name without a request. */
export async function userActor(ctx: Ctx, userId: number, roles: RolesById): Promise<Actor | null> {
  const rows = await identityTables(ctx)
    .selectFrom('identity_user as user')
    .leftJoin('identity_user_roles as held', 'held.parent_id', 'user.id')
    .select(['user.id as userId', 'user.username', 'held.target_id as role'])
    .where('user.id', '=', userId)
    .where('user.state', '=', 'active')
    .execute();
  const [row] = rows;
  return row ? actorFrom(row, rightsOf(roles, roleIds(rows))) : null;
}
