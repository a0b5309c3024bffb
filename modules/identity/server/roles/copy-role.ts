import type { Row, Translated } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { role } from '../../contract/index.ts';

/** A role of one's own with the same permissions, to be changed from there. */
export async function copyRole(
  ctx: Ctx,
  source: Row<typeof role>,
  { code, name }: { code: string; name: Translated },
): Promise<undefined> {
  const permissions = source.permissions.map(({ permission }) => ({ permission }));
  await create(ctx, role, [{ code, name, description: source.description, permissions }]);
}
