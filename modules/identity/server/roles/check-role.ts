import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { identityErrors, type role } from '../../contract/index.ts';
import { lackedBy } from './rights.ts';

/** A role holds only permissions that exist, each once, and nobody puts in what he does not hold himself (PRD-PRM-30). */
export function checkRole(ctx: Ctx, changes: Change<Row<typeof role>>[]): void {
  const known = new Set(['*', ...ctx.app.permissions]);
  for (const { before, row, fail } of changes) {
    const held = new Set(before?.permissions.map(({ permission }) => permission));
    const seen = new Set<string>();
    for (const [index, { permission }] of row.permissions.entries()) {
      const path = `permissions.${index}.permission`;
      if (!known.has(permission) && !held.has(permission)) fail(path, 'identity.unknownPermission', { permission });
      if (seen.has(permission)) fail(path, 'kernel.duplicate', { value: permission });
      seen.add(permission);
    }
    const lacked = lackedBy(
      ctx,
      [...seen].filter((permission) => !held.has(permission) && known.has(permission)),
    );
    if (lacked.length > 0) throw identityErrors.rightsNotHeld({ permissions: lacked.join(', ') });
  }
}
