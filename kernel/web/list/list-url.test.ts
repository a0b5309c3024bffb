import { describe, expect, it } from 'vitest';
import { clearChange, filterChange, filtersByField, nextSort, readListUrl } from './list-url.ts';

const search = { q: 'meier', 'filter[state][in]': 'draft,open', 'filter[total][gte]': '100', sort: '-date', tab: 'x' };

describe('the URL of a list', () => {
  it('says words, filters, sort and columns', () => {
    expect(readListUrl({ ...search, columns: 'state,,date' })).toEqual({
      q: 'meier',
      filters: [
        { field: 'state', operator: 'in', value: 'draft,open' },
        { field: 'total', operator: 'gte', value: '100' },
      ],
      sort: '-date',
      columns: ['state', 'date'],
    });
  });

  it('exchanges the filters of one field and leaves the others', () => {
    const change = filterChange(search, 'total', [{ field: 'total', operator: 'lte', value: '50' }]);
    expect(change).toEqual({ 'filter[total][gte]': undefined, 'filter[total][lte]': '50' });
  });

  it('is cleared of words and filters only', () => {
    expect(Object.keys(clearChange(search)).sort()).toEqual(['filter[state][in]', 'filter[total][gte]', 'q']);
  });

  it('sorts upwards, downwards, then as the list does by itself', () => {
    expect(nextSort(undefined, 'date')).toBe('date');
    expect(nextSort('date', 'date')).toBe('-date');
    expect(nextSort('-date', 'date')).toBeUndefined();
    expect(nextSort('-date', 'total')).toBe('total');
  });

  it('groups the filters of a field', () => {
    const both = readListUrl({ 'filter[date][gte]': '2026-01-01', 'filter[date][lte]': '2026-12-31' }).filters;
    expect([...filtersByField(both)].map(([field, filters]) => [field, filters.length])).toEqual([['date', 2]]);
  });
});
