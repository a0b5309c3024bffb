import { describe, expect, it } from 'vitest';
import { f } from '../../contract/index.ts';
import { arrowMove, enterMove, tabMove } from './grid-moves.ts';
import { copyDown, insertLine, keyOf, mergeFound, pasteCells, removeLine, setCell } from './line-edits.ts';

const fields = {
  product: f.ref('catalog.variant', { required: true }),
  quantity: f.quantity({ default: 1_000_000 }),
  amount: f.money({ readOnly: true }),
};
const lines = [
  { id: 7, product: { id: 1, title: 'A' }, quantity: '3' },
  { id: 8, product: { id: 2, title: 'B' }, quantity: '5' },
];

describe('edits of lines', () => {
  it('never change the lines they are given', () => {
    const before = structuredClone(lines);
    setCell(lines, 0, 'quantity', '9');
    insertLine(lines, 1, fields);
    removeLine(lines, 0);
    copyDown(lines, 1, 'quantity');
    expect(lines).toEqual(before);
  });

  it('give a new line its defaults and a key of its own', () => {
    const [, one] = insertLine(lines, 1, fields);
    const [, other] = insertLine(lines, 1, fields);
    expect(one?.quantity).toBe('1');
    expect(keyOf(one ?? {})).not.toBe(keyOf(other ?? {}));
  });

  it('copy the value from above, and from nowhere in the first line', () => {
    expect(copyDown(lines, 1, 'quantity')[1]?.quantity).toBe('3');
    expect(copyDown(lines, 0, 'quantity')).toEqual(lines);
  });

  it('paste over the grid, adding lines and skipping what cannot be entered', () => {
    const cells = [
      ['C', '4'],
      ['D', '6', 'ignored'],
    ];
    const pasted = pasteCells(lines, { line: 1, column: 0 }, cells, fields, ['product', 'quantity'], (_, cell) => cell);
    expect(pasted).toHaveLength(3);
    expect(pasted[1]).toMatchObject({ id: 8, product: 'C', quantity: '4' });
    expect(pasted[2]).toMatchObject({ product: 'D', quantity: '6' });
  });

  it('put looked-up references only where the typed text still stands', () => {
    const now = [
      { id: 7, product: 'A', quantity: '9' },
      { id: 8, product: { id: 5, title: 'X' } },
    ];
    expect(mergeFound(now, lines)).toEqual([
      { id: 7, product: { id: 1, title: 'A' }, quantity: '9' },
      { id: 8, product: { id: 5, title: 'X' } },
    ]);
  });
});

describe('moves in the grid', () => {
  const grid = { lines: 3, columns: 4, lastIsBlank: false, mayLeave: true };

  it('Enter goes down and adds at the end, unless the last line is empty', () => {
    expect(enterMove({ line: 1, column: 2 }, grid)).toEqual({ line: 2, column: 2 });
    expect(enterMove({ line: 2, column: 2 }, grid)).toBe('add');
    expect(enterMove({ line: 2, column: 2 }, { ...grid, lastIsBlank: true })).toBeNull();
  });

  it('Tab runs through the cells both ways and leaves at the ends', () => {
    expect(tabMove({ line: 0, column: 3 }, false, grid)).toEqual({ line: 1, column: 0 });
    expect(tabMove({ line: 1, column: 0 }, true, grid)).toEqual({ line: 0, column: 3 });
    expect(tabMove({ line: 0, column: 0 }, true, grid)).toBeNull();
    expect(tabMove({ line: 2, column: 3 }, false, grid)).toBe('add');
  });

  it('arrows walk inside the grid only, sideways only where the caret may leave', () => {
    expect(arrowMove({ line: 0, column: 0 }, 'ArrowDown', grid)).toEqual({ line: 1, column: 0 });
    expect(arrowMove({ line: 0, column: 0 }, 'ArrowUp', grid)).toBeNull();
    expect(arrowMove({ line: 0, column: 0 }, 'ArrowRight', { ...grid, mayLeave: false })).toBeNull();
    expect(arrowMove({ line: 0, column: 0 }, 'a', grid)).toBeNull();
  });
});
