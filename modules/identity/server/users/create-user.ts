import { kernelErrors, type Language, type Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { identityErrors, user } from '../../contract/index.ts';
import { identityTables } from '../identity-tables.ts';
import { hashPassword } from '../password/hash-password.ts';
import { refuseWeakPassword, storeHash } from '../password/store-password.ts';
import { normaliseUsername } from './username.ts';

export interface NewUser {
  username: string;
  displayName: string;
  password: string;
  /** Codes of roles, e.g. `warehouse_clerk`. */
  roles: readonly string[];
  language?: Language;
  email?: string;
  /** Demo data and tests take the password they are given; everybody else gets the rules. */
  anyPassword?: boolean;
}

/**
 * Creates a user who can sign in, for the command line, the demo and the set-up.
 * @throws AppError 422 `kernel.invalidInput` for a weak password, `identity.unknownRole`; 409 `kernel.duplicate`
 */
export async function createUser(ctx: Ctx, given: NewUser): Promise<Row<typeof user>> {
  const username = normaliseUsername(given.username);
  const { displayName, password, language = 'de', email = null } = given;
  if (password === '') throw kernelErrors.invalidInput({}, [{ path: 'password', code: 'kernel.required' }]);
  if (!given.anyPassword) await refuseWeakPassword(ctx, password, { username, displayName });
  const hash = await hashPassword(password);
  return withTransaction(ctx, async (tx) => {
    const roles = await roleIds(tx, given.roles);
    const passwordChangedAt = tx.app.clock();
    const [row] = await create(trusted(tx), user, [
      { username, displayName, email, language, roles, passwordChangedAt },
    ]);
    if (!row) throw kernelErrors.internal();
    await storeHash(tx, row.id, hash);
    return row;
  });
}

async function roleIds(ctx: Ctx, codes: readonly string[]): Promise<number[]> {
  if (codes.length === 0) return [];
  const found = await identityTables(ctx)
    .selectFrom('identity_role')
    .select(['id', 'code'])
    .where('code', 'in', [...codes])
    .execute();
  const unknown = codes.filter((code) => !found.some((role) => role.code === code));
  if (unknown.length > 0) throw identityErrors.unknownRole({ role: unknown.join(', ') });
  return found.map(({ id }) => id);
}
