import { kernelErrors, type Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { apiToken, identityErrors } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';
import { resolvePatterns } from '../roles/permission-patterns.ts';
import { hashOfSecret, newSecret } from '../secret-token.ts';
import { normaliseUsername } from '../users/username.ts';

const day = 24 * 3_600_000;
/** By this beginning scanners find a token that somebody checked in by mistake. */
const tokenPrefix = 'kontor_';
const shownCharacters = 12;
/** Ten years, in days. */
export const longestToken = 3650;

export interface NewToken {
  username: string;
  name: string;
  /** Permissions or patterns (`catalog.*:read`), made out now; `*`: whatever the user may, also later on. */
  scopes: readonly string[];
  expiresInDays: number;
}

/**
 * Issues the token of a machine. It is given back this once; only its hash is kept.
 * @throws AppError 422 `identity.unknownUser`, `identity.unknownPermission`
 */
export async function createToken(
  ctx: Ctx,
  { username, name, scopes, expiresInDays }: NewToken,
): Promise<{ token: string; row: Row<typeof apiToken> }> {
  if (!Number.isInteger(expiresInDays) || expiresInDays < 1 || expiresInDays > longestToken)
    throw kernelErrors.invalidInput({}, [
      { path: 'expiresInDays', code: 'kernel.tooLarge', params: { max: longestToken } },
    ]);
  const owner = await identityTables(ctx)
    .selectFrom('identity_user')
    .select('id')
    .where('username', '=', normaliseUsername(username))
    .executeTakeFirst();
  if (!owner) throw identityErrors.unknownUser({ username });
  const token = tokenPrefix + newSecret();
  const [row] = await create(trusted(ctx), apiToken, [
    {
      name,
      user: owner.id,
      prefix: token.slice(0, shownCharacters),
      expiresAt: ctx.app.clock() + expiresInDays * day,
      scopes: resolveScopes(scopes, ctx.app.permissions).map((permission) => ({ permission })),
      tokenHash: hashOfSecret(token),
    },
  ]);
  if (!row) throw kernelErrors.internal();
  return { token, row };
}

function resolveScopes(scopes: readonly string[], permissions: readonly string[]): string[] {
  if (scopes.includes('*')) return ['*'];
  const empty = scopes.filter((scope) => resolvePatterns([scope], permissions).length === 0);
  if (empty.length > 0 || scopes.length === 0) throw identityErrors.unknownPermission({ permission: empty.join(', ') });
  return resolvePatterns(scopes, permissions);
}
