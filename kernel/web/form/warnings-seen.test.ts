import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ToldProblem } from '../../contract/index.ts';

const notify = vi.hoisted(() => vi.fn());
vi.mock('../dialogs/notify.ts', () => ({ notify }));
const { markSeen, tellUnseen, unseen, warningsIn } = await import('./warnings-seen.ts');

const warning = (path: string, params = {}): ToldProblem => ({
  path,
  code: 'x.y',
  params,
  level: 'warning',
  message: path,
});

describe('warnings that were seen', () => {
  beforeEach(() => {
    const items = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => items.set(key, value),
      removeItem: (key: string) => items.delete(key),
    });
    notify.mockClear();
  });

  it('are told once for a record, and again when their values change', () => {
    tellUnseen('a.b', 1, [warning('vatId', { country: 'AT' }), warning('email')]);
    expect(notify).toHaveBeenCalledWith({ tone: 'note', text: 'vatId', detail: 'email' });
    tellUnseen('a.b', 1, [warning('vatId', { country: 'AT' }), warning('email')]);
    expect(notify).toHaveBeenCalledTimes(1);
    tellUnseen('a.b', 1, [warning('vatId', { country: 'FR' })]);
    tellUnseen('a.b', 2, [warning('email')]);
    expect(notify).toHaveBeenCalledTimes(3);
  });

  it('in the form of a new record are not told after it is saved', () => {
    markSeen('a.b', undefined, [warning('email')]);
    tellUnseen('a.b', 7, [warning('email'), warning('city')], true);
    expect(notify).toHaveBeenCalledWith({ tone: 'note', text: 'city' });
    expect(unseen('a.b', 7, [warning('email'), warning('city')])).toEqual([]);
  });

  it('are those of an answer, not a field that happens to be called so', () => {
    expect(warningsIn({ id: 1, warnings: [warning('email')] })).toHaveLength(1);
    expect(warningsIn({ id: 1, warnings: 3 })).toEqual([]);
    expect(warningsIn(undefined)).toEqual([]);
  });
});
