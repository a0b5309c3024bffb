import { describe, expect, it } from 'vitest';
import {
  type Drafts,
  enteredValue,
  enterValue,
  keepMine,
  mergeOf,
  nameWith,
  takeTheirs,
  tidyDrafts,
  type VariantRow,
  withoutSaved,
} from './variant-drafts.ts';

const none: Drafts = new Map();
const row = {
  id: 7,
  version: 1,
  sku: '201011',
  name: { de: 'Löwe', en: null },
  inherited: ['name'],
  retailPrice: '34.90',
  tradePrice: '15.70',
} as VariantRow;
const later = (values: Partial<VariantRow>): VariantRow => ({ ...row, version: 2, ...values });
const mergeAfter = (drafts: Drafts, current: VariantRow) => {
  const draft = drafts.get(row.id);
  return draft ? mergeOf(draft, current) : null;
};

describe('drafts of variants', () => {
  it('show what was entered, and forget what is the saved value again', () => {
    const entered = enterValue(none, row, 'retailPrice', '36.00');
    expect(enteredValue(entered, row, 'retailPrice')).toBe('36.00');
    expect(enteredValue(entered, row, 'tradePrice')).toBe('15.70');
    expect(enterValue(entered, row, 'retailPrice', '34.90').size).toBe(0);
  });

  it('keep an amount as it is typed and compare it only once it is whole', () => {
    const typing = enterValue(none, row, 'retailPrice', '34.9');
    expect(enteredValue(typing, row, 'retailPrice')).toBe('34.9');
    expect(tidyDrafts(typing).size).toBe(0);
    const other = enterValue(none, row, 'retailPrice', '34.95');
    expect(tidyDrafts(other)).toBe(other);
  });

  it('do not take a name of the family for one of the variant', () => {
    expect(enteredValue(none, row, 'name')).toBeNull();
    expect(enterValue(none, row, 'name', { de: 'Löwe', en: null }).get(7)?.changes).toEqual({
      name: { de: 'Löwe', en: null },
    });
  });

  it('conflict only in what both changed to different values', () => {
    const drafts = enterValue(enterValue(none, row, 'retailPrice', '36.00'), row, 'tradePrice', '16.00');
    const merge = mergeAfter(drafts, later({ retailPrice: '35.50' }));
    expect(merge?.conflicts).toEqual([{ name: 'retailPrice', base: '34.90', mine: '36.00', theirs: '35.50' }]);
    expect(merge?.mine).toEqual({ tradePrice: '16.00' });
    expect(mergeAfter(drafts, later({ retailPrice: '36.00' }))?.conflicts).toEqual([]);
  });

  it('end a conflict with mine over theirs, or with theirs and the rest of mine', () => {
    const drafts = enterValue(enterValue(none, row, 'retailPrice', '36.00'), row, 'tradePrice', '16.00');
    const current = later({ retailPrice: '35.50' });
    expect(mergeAfter(keepMine(drafts, current), current)).toMatchObject({
      conflicts: [],
      mine: { retailPrice: '36.00', tradePrice: '16.00' },
    });
    const theirs = takeTheirs(drafts, current);
    expect(theirs.get(7)?.changes).toEqual({ tradePrice: '16.00' });
    expect(enteredValue(theirs, current, 'retailPrice')).toBe('35.50');
  });
});

describe('withoutSaved', () => {
  it('forgets what was saved and keeps what was entered meanwhile', () => {
    const sent = enterValue(none, row, 'retailPrice', '36.00');
    const saved = later({ retailPrice: '36.00' });
    const draft = sent.get(row.id) ?? { base: row, changes: {} };
    expect(withoutSaved(sent, draft, saved).size).toBe(0);
    const meanwhile = enterValue(enterValue(sent, row, 'tradePrice', '16.00'), row, 'retailPrice', '37.00');
    const left = withoutSaved(meanwhile, draft, saved).get(row.id);
    expect(left?.changes).toEqual({ tradePrice: '16.00', retailPrice: '37.00' });
    expect(left?.base.version).toBe(2);
  });
});

describe('nameWith', () => {
  it('enters one language and leaves the other', () => {
    expect(nameWith({ de: 'Löwe', en: 'Lion' }, 'en', 'Tiger')).toEqual({ de: 'Löwe', en: 'Tiger' });
    expect(nameWith(null, 'de', 'Löwe')).toEqual({ de: 'Löwe', en: null });
  });

  it('is empty without a word in either, so that the name of the family holds', () => {
    expect(nameWith({ de: 'Löwe', en: null }, 'de', ' ')).toBeNull();
    expect(nameWith({ de: null, en: 'Lion' }, 'de', null)).toEqual({ de: null, en: 'Lion' });
  });
});
