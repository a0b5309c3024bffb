import { type KeyboardEvent, useRef, useState } from 'react';
import type { Fields } from '../../contract/index.ts';
import { isBlankLine, type Line } from '../form/to-write.ts';
import { copyDown, insertLine, removeLine, setCell } from './line-edits.ts';

export interface Cell {
  line: number;
  column: number;
}

export interface LineGrid {
  lines: readonly Line[];
  active: Cell | null;
  activate: (cell: Cell | null) => void;
  set: (line: number, name: string, value: unknown) => void;
  replace: (lines: Line[], active?: Cell | null) => void;
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

/** Moves, edits and undo of a grid of lines. `editable` are the names of the columns that can be entered, in order. */
export function useLineGrid(fields: Fields, editable: readonly string[], value: readonly Line[], onChange: (lines: Line[]) => void): LineGrid {
  const [active, activate] = useState<Cell | null>(null);
  const undone = useRef<(readonly Line[])[]>([]);
  /** The cell whose typing is one step of undo. */
  const typing = useRef('');

  const change = (lines: Line[], step: string) => {
    if (step === '' || step !== typing.current) undone.current = [...undone.current.slice(-mostUndone), value];
    typing.current = step;
    onChange(lines);
  };
  const last = value.length - 1;
  const replace = (lines: Line[], next: Cell | null = active) => {
    change(lines, '');
    activate(next);
  };
  const addAfter = (line: number) => replace(insertLine(value, line + 1, fields), { line: line + 1, column: 0 });
  const removeAt = (line: number) => replace(removeLine(value, line), last === 0 ? null : { line: Math.min(line, last - 1), column: active?.column ?? 0 });
  const undo = () => {
    const before = undone.current.pop();
    typing.current = '';
    if (before) onChange([...before]);
  };
  const enter = ({ line, column }: Cell) => {
    const here = value[line];
    if (line < last) activate({ line: line + 1, column });
    else if (here && !isBlankLine(fields, here)) addAfter(line);
  };
  const tab = ({ line, column }: Cell, back: boolean): boolean => {
    if (back) {
      if (column > 0) activate({ line, column: column - 1 });
      else if (line > 0) activate({ line: line - 1, column: editable.length - 1 });
      else return false;
      return true;
    }
    if (column < editable.length - 1) activate({ line, column: column + 1 });
    else if (line < last) activate({ line: line + 1, column: 0 });
    else {
      const here = value[line];
      // Tab leaves the grid from an empty last line; from a filled one it begins the next.
      if (!here || isBlankLine(fields, here)) return false;
      addAfter(line);
    }
    return true;
  };
  const move = (cell: Cell, key: string, target: EventTarget): boolean => {
    const { line, column } = cell;
    const combobox = target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true';
    if ((key === 'ArrowUp' || key === 'ArrowDown') && !combobox) {
      const next = line + (key === 'ArrowUp' ? -1 : 1);
      if (next < 0 || next > last) return false;
      activate({ line: next, column });
      return true;
    }
    const step = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
    const next = column + step;
    if (step === 0 || next < 0 || next >= editable.length || !atEdge(target, step > 0)) return false;
    activate({ line, column: next });
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (!active || event.defaultPrevented) return;
    const control = event.ctrlKey || event.metaKey;
    const name = editable[active.column];
    let handled = true;
    if (control && event.key.toLowerCase() === 'd' && name) replace(copyDown(value, active.line, name));
    else if (control && event.key === 'Delete') removeAt(active.line);
    else if (control && event.key.toLowerCase() === 'z' && undone.current.length > 0) undo();
    else if (control || event.altKey) handled = false;
    else if (event.key === 'Enter') enter(active);
    else if (event.key === 'Tab') handled = tab(active, event.shiftKey);
    else if (event.key === 'Escape') activate(null);
    else handled = move(active, event.key, event.target);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    lines: value, active, activate, replace, onKeyDown,
    set: (line, name, next) => change(setCell(value, line, name, next), `${line} ${name}`),
    add: () => addAfter(last),
    remove: removeAt,
  };
}
