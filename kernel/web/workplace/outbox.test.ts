import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, NetworkFailure } from '../api/api-problem.ts';
import { Outbox, type Waiting } from './outbox.ts';

const stored = new Map<string, string>();
const problem = (status: number, code: string) =>
  new ApiProblem({ type: 'about:blank', title: code, status, code, params: {} });

describe('outbox', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
      removeItem: (key: string) => stored.delete(key),
    });
  });
  afterEach(() => {
    stored.clear();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('sends in order, each under a key of its own', async () => {
    const sent: Waiting[] = [];
    const outbox = new Outbox<string>('a', async (act) => sent.push(act));
    outbox.push('one', {}, '1');
    outbox.push('two', {}, '2');
    expect(outbox.waiting).toHaveLength(2);
    await vi.runAllTimersAsync();
    expect(sent.map(({ path }) => path)).toEqual(['one', 'two']);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(2);
    expect([outbox.waiting, stored.size]).toEqual([[], 0]);
  });

  it('keeps what the network swallowed, over a reload, and repeats it under the same key', async () => {
    const keys: string[] = [];
    let isThere = false;
    const send = async ({ key }: Waiting) => {
      keys.push(key);
      if (!isThere) throw new NetworkFailure(new Error('cut'));
    };
    const before = new Outbox<string>('b', send);
    before.push('take', { quantity: '2' }, 'x');
    before.push('take', { quantity: '3' }, 'y');
    await vi.advanceTimersByTimeAsync(10);
    expect([before.waiting.length, before.isStuck]).toEqual([2, true]);
    before.stop();
    const after = new Outbox<string>('b', send);
    expect(after.waiting.map(({ meta }) => meta)).toEqual(['x', 'y']);
    isThere = true;
    await after.flush();
    expect(after.waiting).toEqual([]);
    expect(new Set(keys).size).toBe(2);
  });

  it('hands back what the server refuses, and goes on with the next', async () => {
    const refused: string[] = [];
    const sent: unknown[] = [];
    const outbox = new Outbox<string>('c', async ({ path }) => {
      if (path === 'bad') throw problem(409, 'picking.wrongBox');
      return path;
    });
    outbox.events = {
      onRefused: ({ meta }, { code }) => refused.push(`${meta} ${code}`),
      onSent: (_act, answer) => sent.push(answer),
    };
    outbox.push('bad', {}, 'first');
    outbox.push('good', {}, 'second');
    await vi.runAllTimersAsync();
    expect([refused, sent, outbox.waiting]).toEqual([['first picking.wrongBox'], ['good'], []]);
  });

  it('tries again by itself while the server is busy', async () => {
    let attempts = 0;
    const outbox = new Outbox<null>('d', async () => {
      attempts += 1;
      if (attempts < 4) throw problem(503, 'kernel.unavailable');
    });
    outbox.push('take', {}, null);
    await vi.advanceTimersByTimeAsync(9_000);
    expect([attempts, outbox.waiting.length]).toEqual([4, 0]);
  });

  it('takes back only what cannot have arrived', async () => {
    const outbox = new Outbox<string>('e', () => new Promise(() => undefined));
    outbox.push('one', {}, '1');
    expect(outbox.withdraw()).toBeNull();
    outbox.push('two', {}, '2');
    expect(outbox.withdraw()?.meta).toBe('2');
    expect(outbox.waiting.map(({ meta }) => meta)).toEqual(['1']);
  });
});
