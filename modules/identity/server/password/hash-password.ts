import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** What one guess costs: memory in KiB, passes over it, lanes. */
export interface HashCost {
  memory: number;
  passes: number;
  parallelism: number;
}

/** OWASP's choice for argon2id, 2026. When it rises, older hashes are renewed at the next sign-in. */
export const currentCost: HashCost = { memory: 19_456, passes: 2, parallelism: 1 };

// The callback form runs in the thread pool: some 35 ms in which the server goes on serving others.
const derive = promisify((parameters: Argon2Parameters, done: (error: Error | null, key: Buffer) => void) =>
  argon2('argon2id', parameters, done),
);
const keyLength = 32;
const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;
const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '');

const keyOf = (password: string, nonce: Buffer, cost: HashCost, tagLength: number): Promise<Buffer> =>
  derive({ message: password.normalize('NFKC'), nonce, tagLength, ...cost });

/** A salted slow hash in PHC form: `$argon2id$v=19$m=…,t=…,p=…$salt$key`. */
export async function hashPassword(password: string, cost: HashCost = currentCost): Promise<string> {
  const nonce = randomBytes(16);
  const key = await keyOf(password, nonce, cost, keyLength);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(key)}`;
}

let nobodys: Promise<string> | undefined;

/**
 * Compares in constant time. Where there is no hash (unknown user) it works as long and says no, so that the time of
 * an answer does not tell who exists. `outdated`: right, but hashed with less than today's cost.
 */
export async function verifyPassword(
  password: string,
  stored: string | null,
): Promise<{ matches: boolean; outdated: boolean }> {
  nobodys ??= hashPassword(randomBytes(16).toString('hex'));
  const [, memory, passes, parallelism, nonce = '', key = ''] = form.exec(stored ?? (await nobodys)) ?? [];
  if (!memory) throw new Error('unreadable password hash');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const expected = Buffer.from(key, 'base64');
  const found = await keyOf(password, Buffer.from(nonce, 'base64'), cost, expected.length);
  const matches = timingSafeEqual(found, expected) && stored !== null;
  const cheaper = cost.memory < currentCost.memory || cost.passes < currentCost.passes;
  return { matches, outdated: matches && cheaper };
}
