export interface Cell {
  line: number;
  column: number;
}

/** What the moves of a grid depend on. */
export interface GridState {
  lines: number;
  columns: number;
  /** Nothing was entered in the last line yet: there is no point in adding another. */
  lastIsBlank: boolean;
  /** The caret stands where an arrow key may leave the cell in this direction. */
  mayLeave: boolean;
}

/** Where a key leads: a cell, a new line at the end, or nowhere (the browser goes on with it). */
export type Move = Cell | 'add' | null;

/** Enter: the cell below; from the last line a new one, unless it is still empty. */
export function enterMove(cell: Cell, grid: GridState): Move {
  if (cell.line < grid.lines - 1) return { line: cell.line + 1, column: cell.column };
  return grid.lastIsBlank ? null : 'add';
}

/** Tab: the next cell, over the line's end too; from an empty last line it leaves the grid. */
export function tabMove({ line, column }: Cell, back: boolean, grid: GridState): Move {
  if (back) {
    if (column > 0) return { line, column: column - 1 };
    return line > 0 ? { line: line - 1, column: grid.columns - 1 } : null;
  }
  if (column < grid.columns - 1) return { line, column: column + 1 };
  if (line < grid.lines - 1) return { line: line + 1, column: 0 };
  return grid.lastIsBlank ? null : 'add';
}

/** Arrow keys: up and down always, left and right where the caret may leave the cell. */
export function arrowMove({ line, column }: Cell, key: string, grid: GridState): Move {
  const down = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  const across = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (across !== 0 && !grid.mayLeave) return null;
  const next = { line: line + down, column: column + across };
  const inside = next.line >= 0 && next.line < grid.lines && next.column >= 0 && next.column < grid.columns;
  return inside && (down !== 0 || across !== 0) ? next : null;
}
