import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createThrottle, type SignInThrottle, throttleLimits } from './sign-in-throttle.ts';

const stranger = async () => false;
const usual = async () => true;

describe('the throttle of sign-ins', () => {
  let throttle: SignInThrottle;
  const fail = async (times: number, account: string, address: string) => {
    for (let round = 0; round < times; round++) await throttle.begin(account, address, stranger);
  };
  const blocked = { code: 'kernel.tooManyRequests', status: 429 };
  beforeEach(() => {
    vi.useFakeTimers();
    throttle = createThrottle();
  });
  afterEach(() => vi.useRealTimers());

  it('bears ten failures of an account from one place, then waits a quarter of an hour', async () => {
    await fail(10, 'erika', '10.0.0.1');
    await expect(throttle.begin('erika', '10.0.0.1', usual)).rejects.toMatchObject({
      ...blocked,
      params: { seconds: 900, minutes: 15 },
    });
    vi.advanceTimersByTime(899_000);
    await expect(throttle.begin('erika', '10.0.0.1', usual)).rejects.toMatchObject({ params: { seconds: 1 } });
    vi.advanceTimersByTime(1_001);
    await expect(throttle.begin('erika', '10.0.0.1', usual)).resolves.toBeDefined();
  });

  it('lets no stranger lock a user out: other places and other accounts go on', async () => {
    await fail(10, 'erika', '10.0.0.66');
    await expect(throttle.begin('erika', '10.0.0.1', stranger)).resolves.toBeDefined();
    await expect(throttle.begin('otto', '10.0.0.66', stranger)).resolves.toBeDefined();
  });

  it('forgives earlier failures once the password was right', async () => {
    await fail(9, 'erika', '10.0.0.1');
    await (await throttle.begin('erika', '10.0.0.1', stranger)).succeeded();
    await fail(10, 'erika', '10.0.0.1');
    await expect(throttle.begin('erika', '10.0.0.1', stranger)).rejects.toMatchObject(blocked);
  });

  it('ends guessing one account from many addresses at a hundred, except for its usual places', async () => {
    for (let address = 0; address < throttleLimits.account.points; address++)
      await throttle.begin('erika', `10.1.0.${address}`, stranger);
    await expect(throttle.begin('erika', '10.2.0.1', stranger)).rejects.toMatchObject(blocked);
    await expect(throttle.begin('erika', '10.2.0.2', usual)).resolves.toBeDefined();
  });

  it('does not use up the account by tries that are refused anyway', async () => {
    for (let round = 0; round < 200; round++)
      await throttle.begin('erika', '10.0.0.66', stranger).catch(() => undefined);
    await expect(throttle.begin('erika', '10.0.0.1', stranger)).resolves.toBeDefined();
  });

  it('ends guessing many accounts from one address at a hundred', async () => {
    for (let account = 0; account < throttleLimits.address.points; account++)
      await throttle.begin(`user${account}`, '10.0.0.66', stranger);
    await expect(throttle.begin('somebody', '10.0.0.66', stranger)).rejects.toMatchObject(blocked);
  });

  it('counts tries that come at once', async () => {
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, () => throttle.begin('erika', '10.0.0.1', stranger)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });
});
