import { arrowMove, type GridState, type Move, tabMove } from '#kernel/web/lines/grid-moves.ts';
import { addLine, type LineField, leaveProduct, removeLine } from './line-edits.ts';
import { isBlank } from './order-draft.ts';
import type { DraftEditing } from './use-draft-editing.ts';

export interface Cell {
  key: number;
  field: LineField;
}

/** The cell that is being entered. */
export interface Position {
  get: () => Cell | null;
  set: (cell: Cell | null) => void;
}

type Decide = (cell: { line: number; column: number }, grid: GridState) => Move;

export interface CellMoves {
  activate: (cell: Cell | null) => void;
  /** True when there was somewhere to go. */
  forward: () => boolean;
  tab: (back: boolean) => boolean;
  arrow: (key: string, mayLeave: boolean) => boolean;
  add: () => void;
  remove: (key: number) => void;
  /** Back to a cell that is there, after lines have come or gone. */
  settle: () => void;
}

/** Ways through the lines of the order. `fields` are the columns that are entered. */
export function createMoves(editing: DraftEditing, fields: readonly LineField[], position: Position): CellMoves {
  const { latest, edit, settle } = editing;
  const activate = (cell: Cell | null) => {
    const left = position.get();
    if (left?.field === 'product' && (cell?.key !== left.key || cell.field !== 'product'))
      settle((draft) => leaveProduct(draft, left.key));
    position.set(cell);
  };
  const add = () => {
    const key = latest().nextKey;
    edit(addLine);
    activate({ key, field: 'product' });
  };
  const follow = (decide: Decide, mayLeave = true): boolean => {
    const { lines } = latest();
    const cell = position.get();
    const line = lines.findIndex(({ key }) => key === cell?.key);
    if (!cell || line < 0) return false;
    const last = lines.at(-1);
    const move = decide(
      { line, column: fields.indexOf(cell.field) },
      { lines: lines.length, columns: fields.length, lastIsBlank: !last || isBlank(last), mayLeave },
    );
    if (move === 'add') add();
    else if (move) activate({ key: lines[move.line]?.key ?? 0, field: fields[move.column] ?? 'product' });
    return move !== null;
  };
  const standAt = (index: number) => {
    const { lines } = latest();
    const line = lines[Math.min(Math.max(index, 0), lines.length - 1)];
    const field = line && isBlank(line) ? 'product' : (position.get()?.field ?? 'product');
    position.set(line ? { key: line.key, field } : null);
  };
  return {
    activate,
    add,
    forward: () => follow((cell, grid) => tabMove(cell, false, grid)),
    tab: (back) => follow((cell, grid) => tabMove(cell, back, grid)),
    arrow: (key, mayLeave) => follow((cell, grid) => arrowMove(cell, key, grid), mayLeave),
    remove: (key) => {
      const at = latest().lines.findIndex((line) => line.key === key);
      edit((draft) => removeLine(draft, key));
      if (position.get()) standAt(at);
    },
    settle: () => {
      const cell = position.get();
      if (cell && !latest().lines.some(({ key }) => key === cell.key)) standAt(latest().lines.length - 1);
    },
  };
}
