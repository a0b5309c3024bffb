import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type FoundColumns, remap, rememberMapping, withRemembered } from './import-requests.ts';

const targets = ['sku', 'name.de', 'price'].map((name) => ({ name, label: name, required: false }));
const column = (header: string, target: string | null, sure = false) => ({ header, target, sure, samples: [] });
const found = (...columns: FoundColumns['columns']): FoundColumns => ({ columns, targets });

describe('the columns of an import', () => {
  beforeEach(() => {
    const items = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => items.set(key, value),
      removeItem: (key: string) => items.delete(key),
    });
  });

  it('are clear when every header says what it means; a guess is asked about once', () => {
    expect(withRemembered('m', found(column('sku', 'sku', true), column('', null))).isClear).toBe(true);
    const guessed = found(column('Nr', 'sku'), column('Rest', null));
    expect(withRemembered('m', guessed).isClear).toBe(false);
    rememberMapping('m', [column('Nr', 'name.de'), column('Rest', null)]);
    expect(withRemembered('m', guessed)).toMatchObject({
      isClear: true,
      columns: [{ target: 'name.de' }, { target: null }],
    });
    expect(withRemembered('other', guessed).isClear).toBe(false);
  });

  it('do not bring back a field that is gone', () => {
    rememberMapping('m', [column('Nr', 'formerField')]);
    expect(withRemembered('m', found(column('Nr', 'sku'))).columns[0]?.target).toBe('sku');
  });

  it('never mean the same twice', () => {
    const columns = [column('A', 'sku', true), column('B', null)];
    expect(remap(columns, 'B', 'sku').map(({ target }) => target)).toEqual([null, 'sku']);
    expect(remap(columns, 'A', null).map(({ target }) => target)).toEqual([null, null]);
  });
});
