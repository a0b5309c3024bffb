import { describe, expect, it } from 'vitest';
import { f } from '../../contract/index.ts';
import { mergeChanges, settleConflicts } from './conflict.ts';

const fields = {
  note: f.text(),
  customer: f.ref('party.customer'),
  date: f.date(),
  total: f.money({ readOnly: true }),
  lines: f.lines({ quantity: f.quantity() }),
};
const base = {
  note: 'a',
  customer: { id: 1, title: 'K-1' },
  date: '2026-01-01',
  total: '1.00',
  lines: [{ id: 1, quantity: '1' }],
};

describe('mergeChanges', () => {
  it('keeps mine where nobody else changed, theirs where I did not, and asks only where both did', () => {
    const current = { ...base, note: 'theirs', date: '2026-02-02', total: '2.00' };
    const merge = mergeChanges(fields, base, { note: 'mine', customer: { id: 2, title: 'K-2' } }, current);
    expect(merge.conflicts).toEqual([{ name: 'note', base: 'a', mine: 'mine', theirs: 'theirs' }]);
    expect(merge.mine).toEqual({ customer: { id: 2, title: 'K-2' } });
    expect(merge.theirs).toEqual(['date']);
  });

  it('is no conflict when both entered the same, or only a title differs', () => {
    const current = { ...base, note: 'same', customer: { id: 1, title: 'K-1 renamed' } };
    const merge = mergeChanges(fields, base, { note: 'same' }, current);
    expect(merge).toEqual({ conflicts: [], mine: {}, theirs: [] });
  });

  it('compares lines by what they hold', () => {
    const current = { ...base, lines: [{ id: 1, quantity: '5' }] };
    const merge = mergeChanges(fields, base, { lines: [{ id: 1, quantity: '7' }] }, current);
    expect(merge.conflicts.map(({ name }) => name)).toEqual(['lines']);
  });

  it('saves what was decided and nothing else', () => {
    const current = { ...base, note: 'theirs', date: '2026-03-03' };
    const merge = mergeChanges(fields, base, { note: 'mine', date: '2026-04-04' }, current);
    expect(settleConflicts(merge, new Set(['date']))).toEqual({ date: '2026-04-04' });
    expect(settleConflicts(merge, new Set(['note', 'date']))).toEqual({ note: 'mine', date: '2026-04-04' });
  });
});
