import { describe, expect, it } from 'vitest';
import { ChangedMeanwhile, withRetries } from './engine.ts';

const never = () => 'other' as const;

describe('a transaction that is begun anew', () => {
  it('runs the whole of the work again when what it had read has changed', async () => {
    const tries: number[] = [];
    const done = await withRetries(async () => {
      tries.push(tries.length);
      if (tries.length < 3) throw new ChangedMeanwhile();
      return 'done';
    }, never);
    expect([done, tries]).toEqual(['done', [0, 1, 2]]);
  });

  it('ends as busy when it never comes to rest, and at once at any other error', async () => {
    let tries = 0;
    const restless = withRetries(async () => {
      tries += 1;
      throw new ChangedMeanwhile();
    }, never);
    await expect(restless).rejects.toMatchObject({ code: 'kernel.busy' });
    expect(tries).toBe(6);
    const broken = withRetries(() => Promise.reject(new Error('broken')), never);
    await expect(broken).rejects.toThrow('broken');
  });
});
