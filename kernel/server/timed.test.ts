import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineContract } from '#kernel/contract/index.ts';
import { defineServer } from './module.ts';
import { type TestApp, testApp } from './testing.ts';
import { askFor, createTimed, type TimedWork } from './timed.ts';

const minute = 60_000;
const never = '0 0 1 1 *';
const house = defineContract({ name: 'house', depends: [] }, { resources: [] });
const bell = { resource: 'house.bell', action: 'update' };

let t: TestApp;
const open = async (...timed: TimedWork[]) => {
  const ring = { kind: 'ring', exclusive: true, run: async () => null };
  t = await testApp([defineServer(house, { timed, jobs: [ring] })]);
  return t.app;
};

/** Work of which the test says how long it takes: each turn waits until it is let go. */
function slowWork(parts: Partial<TimedWork> = {}) {
  const begun: unknown[] = [];
  const ends: (() => void)[] = [];
  const work: TimedWork = {
    name: 'slow',
    at: '* * * * *',
    run: (_ctx, changed) => {
      begun.push(changed && Object.fromEntries(changed));
      return new Promise<void>((resolve) => ends.push(resolve));
    },
    ...parts,
  };
  return { work, begun, letGo: () => ends.shift()?.() };
}

/** The clock stands still, and goes on as the test says. */
function holdClock(at = '2026-11-23T12:00:30Z'): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: Date.parse(at) });
}

afterEach(async () => {
  vi.useRealTimers();
  await t.close();
});

describe('timed work', () => {
  it('is done when the clock says so, from start to close', async () => {
    holdClock();
    const run = vi.fn(async () => undefined);
    const app = await open({ name: 'tick', at: '* * * * *', run });
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(run).not.toHaveBeenCalled();
    await app.start();
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(run).toHaveBeenCalledTimes(2);
    await app.timed.stop();
    await vi.advanceTimersByTimeAsync(5 * minute);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('never overlaps with itself: a turn that comes meanwhile is left out, and closing waits for what is under way', async () => {
    holdClock();
    const { work, begun, letGo } = slowWork();
    const app = await open(work);
    await app.start();
    await vi.advanceTimersByTimeAsync(3 * minute);
    expect(begun).toHaveLength(1);
    letGo();
    await vi.advanceTimersByTimeAsync(minute);
    expect(begun).toHaveLength(2);
    let isStopped = false;
    const stopped = app.timed.stop().then(() => {
      isStopped = true;
    });
    await vi.advanceTimersByTimeAsync(minute);
    expect(isStopped).toBe(false);
    letGo();
    await stopped;
  });

  it('may fail: it is logged, and done again at the next turn', async () => {
    holdClock();
    const run = vi.fn(() => Promise.reject(new Error('no paper')));
    const app = await open({ name: 'print', at: '* * * * *', run });
    const log = vi.spyOn(app.logger, 'error');
    await app.start();
    await vi.advanceTimersByTimeAsync(2 * minute);
    expect(run).toHaveBeenCalledTimes(2);
    expect(log).toHaveBeenCalledWith({ err: expect.objectContaining({ message: 'no paper' }) }, 'print');
    await expect(app.timed.run('print')).rejects.toThrow('no paper');
  });

  it('is done by hand, as the system, after what is under way', async () => {
    const { work, begun, letGo } = slowWork({ at: never });
    const app = await open(work);
    const both = [app.timed.run('slow'), app.timed.run('slow')];
    await pause(5);
    expect(begun).toEqual([null]);
    letGo();
    await vi.waitFor(() => expect(begun).toEqual([null, null]));
    letGo();
    await Promise.all(both);
    await expect(app.timed.run('quick')).rejects.toThrow('no timed work is named quick');
  });

  it('follows records: what changes within a while is gathered, and what changes meanwhile comes after', async () => {
    const follows = { resources: [bell.resource], within: 20 };
    const { work, begun, letGo } = slowWork({ at: never, atStart: true, follows });
    const app = await open(work);
    await app.start();
    expect(begun).toEqual([null]);
    app.changed({ ...bell, ids: [1, 2] });
    app.changed({ ...bell, ids: [2, 3] });
    app.changed({ ...bell, resource: 'house.door', ids: [9] });
    await pause(60);
    expect(begun).toHaveLength(1);
    letGo();
    await vi.waitFor(() => expect(begun).toEqual([null, { 'house.bell': [1, 2, 3] }]));
    letGo();
    await pause(60);
    expect(begun).toHaveLength(2);
    await app.timed.stop();
    app.changed({ ...bell, ids: [4] });
    await pause(60);
    expect(begun).toHaveLength(2);
  });

  it('asks for an exclusive job; that somebody was faster is no fault', async () => {
    const app = await open({ name: 'ringAtNight', at: never, run: askFor('ring') });
    await app.timed.run('ringAtNight');
    await app.timed.run('ringAtNight');
    expect(await app.jobs.list(app.systemCtx(), { kind: 'ring' })).toMatchObject([{ state: 'queued' }]);
  });

  it('goes by the zone it is told, and by a pattern and a name of its own', async () => {
    const app = await open();
    const run = vi.fn(async () => undefined);
    const nightly = { name: 'nightly', at: '40 3 * * *', run };
    expect(() => createTimed(() => app, [nightly, nightly])).toThrow('two timed works are named nightly');
    expect(() => createTimed(() => app, [{ ...nightly, at: 'at night' }])).toThrow();
    // In New York it is 3:40 at 7:40 UTC, while summer lasts.
    holdClock('2026-07-01T07:39:30Z');
    const timed = createTimed(() => app, [nightly], 'America/New_York');
    timed.start();
    await vi.advanceTimersByTimeAsync(minute);
    expect(run).toHaveBeenCalledTimes(1);
    await timed.stop();
  });
});
