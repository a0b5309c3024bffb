import type { Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { create, update } from '#kernel/server/write.ts';
import { role } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';
import { resolvePatterns } from './permission-patterns.ts';
import { type RoleSeed, roleSeed } from './role-seed.ts';

/** The role that may do everything, today and later: it holds `*` itself, not today's list. */
export const systemAdministrator = 'system_administrator';

const permissionsOf = ({ code, permissions }: RoleSeed, known: readonly string[]): string[] =>
  code === systemAdministrator ? ['*'] : resolvePatterns(permissions, known);

/**
 * Creates the roles that Kontor brings along and gives them what new modules permit. Repeatable (PRD-ROL-17): what is
 * as it should be is not written, roles of the house are not touched.
 */
export async function seedRoles(ctx: Ctx): Promise<void> {
  const found = await identityTables(ctx)
    .selectFrom('identity_role')
    .select('id')
    .where('state', '=', 'system')
    .execute();
  const rows = await rowsOf(
    ctx,
    role,
    found.map(({ id }) => id),
  );
  const known = new Map<string, Row<typeof role>>(rows.map((row) => [row.code, row]));
  const drafts = roleSeed.map((seed) => ({
    code: seed.code,
    name: seed.name,
    description: seed.description,
    state: 'system' as const,
    permissions: linesFor(permissionsOf(seed, ctx.app.permissions), known.get(seed.code)),
  }));
  await create(
    trusted(ctx),
    role,
    drafts.filter(({ code }) => !known.has(code)),
  );
  const updates = drafts.flatMap(({ code, name, description, permissions }) => {
    const row = known.get(code);
    return row ? [{ id: row.id, patch: { name, description, permissions } }] : [];
  });
  await update(trusted(ctx), role, updates);
}

/** Lines that exist already keep their id, so that a second seed finds nothing to change. */
function linesFor(permissions: readonly string[], row: Row<typeof role> | undefined) {
  const ids = new Map(row?.permissions.map(({ id, permission }) => [permission, id]));
  return permissions.map((permission) => {
    const id = ids.get(permission);
    return id === undefined ? { permission } : { id, permission };
  });
}
