import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, NetworkFailure } from '../api/api-problem.ts';
import { Outbox, type OutboxEvents, outboxOf, type Send, type Waiting } from './outbox.ts';

const stored = new Map<string, string>();
const problem = (status: number, code: string) =>
  new ApiProblem({ type: 'about:blank', title: code, status, code, params: {} });

/** An outbox with a page that hears of it. */
function attached<M>(name: string, send: Send, events: OutboxEvents<M> = {}) {
  const outbox = new Outbox<M>(name, send);
  outbox.attach(() => events);
  return outbox;
}

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
    const outbox = attached<string>('a', async (act) => sent.push(act));
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
    const leave = before.attach(() => ({}));
    before.push('take', { quantity: '2' }, 'x');
    before.push('take', { quantity: '3' }, 'y');
    await vi.advanceTimersByTimeAsync(10);
    expect([before.waiting.length, before.isStuck]).toEqual([2, true]);
    leave();
    const after = new Outbox<string>('b', send);
    expect(after.waiting.map(({ meta }) => meta)).toEqual(['x', 'y']);
    isThere = true;
    after.attach(() => ({}));
    await vi.runAllTimersAsync();
    expect(after.waiting).toEqual([]);
    expect(new Set(keys).size).toBe(2);
  });

  it('hands back what the server refuses, and goes on with the next', async () => {
    const refused: string[] = [];
    const sent: unknown[] = [];
    const send: Send = async ({ path }) => {
      if (path === 'bad') throw problem(409, 'picking.wrongBox');
      return path;
    };
    const outbox = attached<string>('c', send, {
      onRefused: ({ meta }, { code }) => refused.push(`${meta} ${code}`),
      onSent: (_act, answer) => sent.push(answer),
    });
    outbox.push('bad', {}, 'first');
    outbox.push('good', {}, 'second');
    await vi.runAllTimersAsync();
    expect([refused, sent, outbox.waiting]).toEqual([['first picking.wrongBox'], ['good'], []]);
  });

  it('tries again by itself while the server is busy', async () => {
    let attempts = 0;
    const outbox = attached<null>('d', async () => {
      attempts += 1;
      if (attempts < 4) throw problem(503, 'kernel.unavailable');
    });
    outbox.push('take', {}, null);
    await vi.advanceTimersByTimeAsync(9_000);
    expect([attempts, outbox.waiting.length]).toEqual([4, 0]);
  });

  it('takes back only what cannot have arrived', async () => {
    const outbox = attached<string>('e', () => new Promise(() => undefined));
    outbox.push('one', {}, '1');
    expect(outbox.withdraw()).toBeNull();
    outbox.push('two', {}, '2');
    expect(outbox.withdraw()?.meta).toBe('2');
    expect(outbox.waiting.map(({ meta }) => meta)).toEqual(['1']);
  });

  it('is one for all pages of a name: a fast page change neither sends twice nor loses a scan', async () => {
    const sent: string[] = [];
    let answer: (value: unknown) => void = () => undefined;
    const send: Send = ({ path }) => {
      sent.push(path);
      return new Promise((resolve) => {
        answer = resolve;
      });
    };
    const heard: string[] = [];
    const hears = (page: string) => () => ({ onSent: ({ path }: Waiting<string>) => heard.push(`${page} ${path}`) });
    const first = outboxOf<string>('walk.1', send);
    const leaveFirst = first.attach(hears('first'));
    first.push('take 1', {}, 'x');
    leaveFirst();
    const second = outboxOf<string>('walk.1', send);
    second.attach(hears('second'));
    expect(second.waiting.map(({ meta }) => meta)).toEqual(['x']);
    second.push('take 2', {}, 'y');
    answer('ok');
    await vi.advanceTimersByTimeAsync(10);
    expect([sent, heard]).toEqual([['take 1', 'take 2'], ['second take 1']]);
    answer('ok');
    await vi.advanceTimersByTimeAsync(10);
    expect([sent, second.waiting, stored.size]).toEqual([['take 1', 'take 2'], [], 0]);
  });

  it('stands apart for each user', () => {
    const send: Send = () => new Promise(() => undefined);
    expect(outboxOf('walk.2', send)).toBe(outboxOf('walk.2', send));
    expect(outboxOf('walk.2', send)).not.toBe(outboxOf('walk.3', send));
  });

  it('keeps what another tab has stored on the same name', async () => {
    let isThere = false;
    const send: Send = async () => {
      if (!isThere) throw new NetworkFailure(new Error('cut'));
    };
    const [one, other] = [attached<string>('f', send), attached<string>('f', send)];
    one.push('take', {}, 'from one');
    other.push('take', {}, 'from the other');
    await vi.advanceTimersByTimeAsync(10);
    one.reload();
    expect(one.waiting.map(({ meta }) => meta)).toEqual(['from one', 'from the other']);
    isThere = true;
    await vi.runAllTimersAsync();
    other.reload();
    expect([one.waiting, other.waiting, stored.size]).toEqual([[], [], 0]);
  });

  it('keeps what was scanned when the sign-in has run out, and when nobody would hear of a refusal', async () => {
    const answers = [
      problem(401, 'kernel.notSignedIn'),
      problem(409, 'picking.wrongBox'),
      problem(409, 'picking.wrongBox'),
    ];
    const refused: string[] = [];
    const outbox = new Outbox<string>('g', async () => {
      throw answers.shift() ?? new Error('asked too often');
    });
    let leave = outbox.attach(() => ({}));
    outbox.push('take', {}, 'x');
    await vi.advanceTimersByTimeAsync(10);
    expect([outbox.waiting.length, outbox.isStuck]).toEqual([1, true]);
    const sending = outbox.flush();
    leave();
    await sending;
    expect(outbox.waiting).toHaveLength(1);
    leave = outbox.attach(() => ({ onRefused: (_act, { code }) => refused.push(code) }));
    await vi.advanceTimersByTimeAsync(10);
    expect([refused, outbox.waiting, answers]).toEqual([['picking.wrongBox'], [], []]);
    leave();
  });

  it('remembers what was done even where the browser keeps nothing', async () => {
    vi.stubGlobal('localStorage', {
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
      removeItem: () => undefined,
    });
    const sent: unknown[] = [];
    const outbox = new Outbox<string>('h', async ({ meta }) => sent.push(meta));
    outbox.push('take', {}, 'x');
    outbox.push('take', {}, 'y');
    outbox.attach(() => ({}));
    await vi.runAllTimersAsync();
    expect([sent, outbox.waiting]).toEqual([['x', 'y'], []]);
  });
});
