import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import type { Fields } from '../../contract/index.ts';
import { isBlankLine, type Line } from '../form/to-write.ts';
import { arrowMove, type Cell, enterMove, type GridState, type Move, tabMove } from './grid-moves.ts';
import { copyDown, insertLine, removeLine, setCell } from './line-edits.ts';

export interface LineGrid {
  active: Cell | null;
  activate: (cell: Cell | null) => void;
  set: (line: number, name: string, value: unknown) => void;
  replace: (lines: Line[], active?: Cell | null) => void;
  /** Changes the lines as they are now, whenever that is. */
  edit: (edit: (now: readonly Line[]) => Line[]) => void;
  add: () => void;
  remove: (line: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

const mostUndone = 100;

/** Whether the caret stands at the edge of what is typed, so that an arrow key may leave the cell. */
function atEdge(target: EventTarget, forwards: boolean): boolean {
  if (!(target instanceof HTMLInputElement)) return !(target instanceof HTMLTextAreaElement);
  const { selectionStart, selectionEnd, value } = target;
  if (selectionStart === null) return true;
  const whole = selectionStart === 0 && selectionEnd === value.length;
  return whole || (forwards ? selectionStart === value.length : selectionEnd === 0);
}

/** Changes of the lines that can be undone; typing in one cell is one step. */
function useUndoable(value: readonly Line[], active: Cell | null, onChange: (lines: Line[]) => void) {
  // What arrives late (a reference that was looked up) must change the lines as they are by then.
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  const before = useRef<{ lines: readonly Line[]; active: Cell | null }[]>([]);
  const typing = useRef('');
  return {
    change: (edit: (now: readonly Line[]) => Line[], step = '') => {
      if (step === '' || step !== typing.current)
        before.current = [...before.current.slice(-mostUndone), { lines: latest.current, active }];
      typing.current = step;
      latest.current = edit(latest.current);
      onChange([...latest.current]);
    },
    /** The cell that was active before what is undone; undefined when there is nothing to undo. */
    undo: (): Cell | null | undefined => {
      const last = before.current.pop();
      typing.current = '';
      if (last) onChange([...last.lines]);
      return last?.active;
    },
  };
}

/** The cell that is edited and the keys of a grid of lines. `editable` names the columns that can be entered, in order. */
export function useLineGrid(
  fields: Fields,
  editable: readonly string[],
  value: readonly Line[],
  onChange: (lines: Line[]) => void,
): LineGrid {
  const [active, activate] = useState<Cell | null>(null);
  const { change, undo } = useUndoable(value, active, onChange);
  const last = value.at(-1);
  const replace = (lines: Line[], next: Cell | null = active) => {
    change(() => lines);
    activate(next);
  };
  const add = () => replace(insertLine(value, value.length, fields), { line: value.length, column: 0 });
  const remove = (line: number) => {
    const left = removeLine(value, line);
    replace(left, left.length > 0 ? { line: Math.min(line, left.length - 1), column: active?.column ?? 0 } : null);
  };
  const follow = (move: Move): boolean => {
    if (move === 'add') add();
    else if (move) activate(move);
    return move !== null;
  };

  /** True when the key was the grid's. */
  const withControl = (cell: Cell, key: string): boolean => {
    const name = editable[cell.column];
    if (key === 'd' && name) replace(copyDown(value, cell.line, name));
    else if (key === 'delete') remove(cell.line);
    else if (key === 'z') {
      const left = undo();
      if (left !== undefined) activate(left ?? cell);
      return left !== undefined;
    } else return false;
    return true;
  };
  const plain = (cell: Cell, { key, shiftKey, target }: KeyboardEvent): boolean => {
    const grid: GridState = {
      lines: value.length,
      columns: editable.length,
      lastIsBlank: last === undefined || isBlankLine(fields, last),
      mayLeave: atEdge(target, key === 'ArrowRight'),
    };
    if (key === 'Enter') return follow(enterMove(cell, grid));
    if (key === 'Tab') return follow(tabMove(cell, shiftKey, grid));
    if (key !== 'Escape') return follow(arrowMove(cell, key, grid));
    activate(null);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!active || event.defaultPrevented || event.altKey) return;
    const control = event.ctrlKey || event.metaKey;
    if (!(control ? withControl(active, event.key.toLowerCase()) : plain(active, event))) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    active,
    activate,
    replace,
    add,
    remove,
    onKeyDown,
    set: (line, name, next) => change((now) => setCell(now, line, name, next), `${line} ${name}`),
    edit: change,
  };
}
