import { describe, expect, it } from 'vitest';
import { currentCost, hashPassword, verifyPassword } from './hash-password.ts';

const password = 'gieß drei Löwen vor neun';

describe('password hashes', () => {
  it('PRD-AUT-09 are salted, slow and hold no plain text', async () => {
    const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(one).not.toContain('Löwen');
    expect(await verifyPassword(password, one)).toEqual({ matches: true, outdated: false });
    expect(await verifyPassword(`${password} `, one)).toEqual({ matches: false, outdated: false });
  });

  it('see the same password in composed and decomposed letters', async () => {
    const stored = await hashPassword(password.normalize('NFD'));
    expect((await verifyPassword(password.normalize('NFC'), stored)).matches).toBe(true);
  });

  it('are outdated when made with less than the present cost, but only for who knows the password', async () => {
    const cheap = await hashPassword(password, { ...currentCost, memory: 8192 });
    expect(await verifyPassword(password, cheap)).toEqual({ matches: true, outdated: true });
    expect(await verifyPassword('something else', cheap)).toEqual({ matches: false, outdated: false });
  });

  it('cost as much where there is none, and never match', async () => {
    expect((await verifyPassword('', null)).matches).toBe(false);
    const took = async (stored: string | null) => {
      const start = performance.now();
      await verifyPassword('guess', stored);
      return performance.now() - start;
    };
    const hash = await hashPassword(password);
    let [known, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    // In turn, and the shortest of each: what else the machine does makes some of them longer.
    for (let round = 0; round < 9; round++) {
      known = Math.min(known, await took(hash));
      unknown = Math.min(unknown, await took(null));
    }
    // Without the stand-in hash the second would be near zero.
    expect(unknown / known).toBeGreaterThan(0.4);
  });
});
