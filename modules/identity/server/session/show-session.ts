import type { FastifyRequest } from 'fastify';
import { kernelErrors } from '#kernel/contract/index.ts';
import { type Actor, type Ctx, can } from '#kernel/server/ctx.ts';
import { identityErrors } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';

/**
 * What the web has to know about who is signed in; `*` is spelled out, so that it needs to know no wildcard. That nobody
 * is, is an answer too, no refusal: asking is how a page finds out.
 */
export async function showSession(ctx: Ctx, actor: Actor): Promise<Record<string, unknown>> {
  if (actor.id === null) return { user: null, permissions: [], roles: [], currency: await currencyOf(ctx) };
  const tables = identityTables(ctx);
  const [row, roles, currency] = await Promise.all([
    tables
      .selectFrom('identity_user')
      .select(['id', 'username', 'display_name as displayName', 'language'])
      .where('id', '=', Number(actor.id))
      .executeTakeFirst(),
    tables
      .selectFrom('identity_user_roles as held')
      .innerJoin('identity_role as role', 'role.id', 'held.target_id')
      .select('role.code')
      .where('held.parent_id', '=', Number(actor.id))
      .orderBy('role.code')
      .execute(),
    currencyOf(ctx),
  ]);
  if (!row) throw kernelErrors.notSignedIn();
  return {
    user: row,
    permissions: ctx.app.permissions.filter((permission) => can({ actor }, permission)),
    roles: roles.map(({ code }) => code),
    currency,
  };
}

/** ISO 4217 code of the company's currency. */
async function currencyOf(ctx: Ctx): Promise<string> {
  const company = await identityTables(ctx).selectFrom('org_company').select('currency').executeTakeFirst();
  return company?.currency ?? 'EUR';
}

/** The browser session a request comes with. Tokens of machines cannot sign out, change passwords or make further tokens. */
export function browserSession(request: FastifyRequest): number {
  const [kind, id] = (request.identified?.sessionId ?? '').split(':');
  if (kind !== 'session') throw identityErrors.browserSessionNeeded();
  return Number(id);
}
