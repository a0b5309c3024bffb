import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch } from './search-params.ts';

describe('search parameters of a page', () => {
  it('stay readable and come back the same', () => {
    const params = { q: 'löwe & co', 'filter[state][in]': 'draft,confirmed', sort: '-date' };
    const text = stringifySearch(params);
    expect(text).toContain('filter[state][in]=draft,confirmed');
    expect(parseSearch(text)).toEqual(params);
  });

  it('leave out what is empty', () => {
    expect(stringifySearch({ q: '', sort: undefined, tab: null })).toBe('');
  });
});
