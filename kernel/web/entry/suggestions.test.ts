import { describe, expect, it } from 'vitest';
import { lastPart, suggestionsIn, withLastPart } from './suggestions.ts';

const suggests = { from: 'stock.balance', field: 'lot', amount: 'onHand', match: { product: 'product' } };
const row = (id: number, lot: { id: number; title: string | null } | null, onHand: string) => ({
  id,
  version: 1,
  lot,
  onHand,
});

describe('what is offered for a text', () => {
  it('is each title once, with the sum of what lies there, in the order people count', () => {
    const rows = [
      row(1, { id: 1, title: 'L-10' }, '3'),
      row(2, { id: 2, title: 'L-9' }, '1.5'),
      row(3, { id: 1, title: 'L-10' }, '4'),
      row(4, null, '8'),
      row(5, { id: 3, title: null }, '8'),
    ];
    expect(suggestionsIn(rows, suggests, '')).toEqual([
      { title: 'L-9', amount: '1.5' },
      { title: 'L-10', amount: '7' },
    ]);
    expect(suggestionsIn(rows, suggests, ' l-1')).toEqual([{ title: 'L-10', amount: '7' }]);
  });

  it('takes the place of what is typed now, be it one of several', () => {
    expect([lastPart('SN1-SN5, X', true), lastPart('a, b', false)]).toEqual(['X', 'a, b']);
    expect(withLastPart('SN1-SN5, X', 'X7', true)).toBe('SN1-SN5, X7');
    expect(withLastPart('X', 'X7', true)).toBe('X7');
    expect(withLastPart('a, b', 'c', false)).toBe('c');
  });
});
