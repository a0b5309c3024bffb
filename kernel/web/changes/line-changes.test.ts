import { describe, expect, it } from 'vitest';
import { lineChanges } from './line-changes.ts';

const lion = { id: 1, product: 4, quantity: '2', note: null };
const ibex = { id: 2, product: 5, quantity: '1', note: 'eilig' };

describe('lineChanges', () => {
  it('PRD-AUD-10 shows of each line only what changed, before and after', () => {
    const after = [{ ...lion, quantity: '3' }, ibex];
    expect(lineChanges({ before: [lion, ibex], after })).toEqual([
      { position: 1, kind: 'changed', changes: { quantity: { before: '2', after: '3' } } },
    ]);
  });

  it('tells lines that came from those that went', () => {
    const bear = { id: 3, product: 6, quantity: '4', note: null };
    expect(lineChanges({ before: [lion, ibex], after: [lion, bear] })).toEqual([
      { position: 2, kind: 'added', changes: { product: { after: 6 }, quantity: { after: '4' } } },
      {
        position: 2,
        kind: 'removed',
        changes: { product: { before: 5 }, quantity: { before: '1' }, note: { before: 'eilig' } },
      },
    ]);
  });

  it('knows a line by its id when it moves', () => {
    expect(lineChanges({ before: [lion, ibex], after: [ibex, lion] })).toEqual([]);
  });

  it('shows all lines of a new record', () => {
    expect(lineChanges({ after: [lion] })).toEqual([
      { position: 1, kind: 'added', changes: { product: { after: 4 }, quantity: { after: '2' } } },
    ]);
  });
});
