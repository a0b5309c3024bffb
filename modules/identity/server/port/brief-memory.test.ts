import { describe, expect, it } from 'vitest';
import { briefMemory } from './brief-memory.ts';

describe('briefMemory', () => {
  it('asks once per key within its time, also for those who ask at once', async () => {
    let now = 0;
    let asked = 0;
    const memory = briefMemory<number>(() => now, 1000);
    const ask = (key = 'a') => memory.get(key, async () => ++asked);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    now = 999;
    expect(await ask()).toBe(1);
    expect(await ask('b')).toBe(2);
    now = 1000;
    expect(await ask()).toBe(3);
  });

  it('does not keep an answer that was on its way when it was told to forget', async () => {
    let finish: (value: string) => void = () => undefined;
    const memory = briefMemory<string>(() => 0, 1000);
    const early = memory.get(
      'a',
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    memory.forget();
    finish('as it was');
    expect(await early).toBe('as it was');
    expect(await memory.get('a', async () => 'as it is')).toBe('as it is');
  });

  it('does not keep a failure', async () => {
    const memory = briefMemory<string>(() => 0, 1000);
    await expect(
      memory.get('a', async () => {
        throw new Error('database gone');
      }),
    ).rejects.toThrow('database gone');
    expect(await memory.get('a', async () => 'back')).toBe('back');
  });
});
