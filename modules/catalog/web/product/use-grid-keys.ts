import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { arrowMove, type Cell, enterMove, type GridState, tabMove } from '#kernel/web/lines/grid-moves.ts';
import { isTable, parseTsv } from '#kernel/web/lines/tsv.ts';

export interface GridActs {
  lines: number;
  columns: number;
  /** The value of the cell above into this one. */
  copyDown: (cell: Cell) => void;
  /** Cells from a spreadsheet, beginning at this one. */
  paste: (cell: Cell, cells: readonly (readonly string[])[]) => void;
  /** Takes back what was entered in the cell; false when there was nothing. */
  revert: (cell: Cell) => boolean;
  undo: () => void;
  /** A cell was left. */
  leave: () => void;
}

export interface GridKeys {
  active: Cell | null;
  activate: (cell: Cell | null) => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onPaste: (event: ClipboardEvent) => void;
}

/** Whether the caret stands where an arrow key may leave the cell. */
function mayLeave(target: EventTarget, forwards: boolean): boolean {
  if (!(target instanceof HTMLInputElement)) return true;
  const { selectionStart, selectionEnd, value } = target;
  const isWhole = selectionStart === 0 && selectionEnd === value.length;
  return isWhole || (forwards ? selectionStart === value.length : selectionEnd === 0);
}

/** The cell that is edited, and the keys of a grid whose lines are given: no key adds or removes one. */
export function useGridKeys(acts: GridActs): GridKeys {
  const [active, setActive] = useState<Cell | null>(null);
  const activate = (cell: Cell | null) => {
    if (active) acts.leave();
    setActive(cell);
  };
  const follow = (cell: Cell, { key, shiftKey, target }: KeyboardEvent): boolean => {
    const grid: GridState = {
      lines: acts.lines,
      columns: acts.columns,
      lastIsBlank: true,
      mayLeave: mayLeave(target, key === 'ArrowRight'),
    };
    const move =
      key === 'Enter'
        ? enterMove(cell, grid)
        : key === 'Tab'
          ? tabMove(cell, shiftKey, grid)
          : arrowMove(cell, key, grid);
    if (move === null || move === 'add') return key === 'Enter';
    activate(move);
    return true;
  };
  const withControl = (cell: Cell, key: string): boolean => {
    if (key === 'd') acts.copyDown(cell);
    else if (key === 'z') acts.undo();
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!active || event.defaultPrevented || event.altKey) return;
    const grid = event.currentTarget;
    const isMine =
      event.ctrlKey || event.metaKey
        ? withControl(active, event.key.toLowerCase())
        : event.key === 'Escape'
          ? leave(active, grid)
          : follow(active, event);
    if (!isMine) return;
    event.preventDefault();
    event.stopPropagation();
  };
  /** Esc takes back what was entered in the cell; a second one leaves the grid. */
  const leave = (cell: Cell, grid: HTMLElement): boolean => {
    if (!acts.revert(cell)) {
      activate(null);
      grid.focus();
    }
    return true;
  };
  return {
    active,
    activate,
    onKeyDown,
    onPaste: (event) => {
      const clip = event.clipboardData.getData('text/plain');
      if (!active || !isTable(clip)) return;
      event.preventDefault();
      acts.paste(active, parseTsv(clip));
    },
  };
}
