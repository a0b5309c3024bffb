import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { identityErrors, type user } from '../../contract/index.ts';
import { loadRoles } from '../roles/rights.ts';
import { endSessionsOf } from '../session/open-session.ts';
import { refuseStronger } from './check-user.ts';

type User = Row<typeof user>;

/** Keeps a user out, at once; roles stay for the day he comes back. */
export async function suspendUser(ctx: Ctx, row: User): Promise<undefined> {
  if (row.id === ctx.actor.id) throw identityErrors.notYourself();
  await endSessionsOf(ctx, row.id);
}

export async function endSessionsOfUser(ctx: Ctx, row: User): Promise<undefined> {
  if (row.id !== ctx.actor.id) refuseStronger(ctx, await loadRoles(ctx), row);
  await endSessionsOf(ctx, row.id);
}
