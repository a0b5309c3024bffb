import { type ClipboardEvent, type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useShortcuts, useText } from '#kernel/web/index.ts';
import { isTable, parseTsv } from '#kernel/web/lines/tsv.ts';
import { type Cell, type CellMoves, createMoves } from './cell-moves.ts';
import {
  copyDown,
  type LineField,
  leaveProduct,
  markUnknown,
  pasteRows,
  pickProduct,
  setNumber,
  typeProduct,
} from './line-edits.ts';
import { isBlank, type Offer } from './order-draft.ts';
import type { DraftEditing } from './use-draft-editing.ts';

/** What the cells do; the same object for as long as the page is open. */
export interface CellActs extends Pick<CellMoves, 'activate' | 'add' | 'remove'> {
  typeProduct: (key: number, text: string) => void;
  resetProduct: (key: number) => void;
  pickProduct: (key: number, offer: Offer) => void;
  /** Enter before the hits are there: a number is looked up on the way (true), a name is waited for. */
  earlyEnter: (key: number, text: string) => boolean;
  noProduct: (key: number) => void;
  setNumber: (key: number, field: Exclude<LineField, 'product'>, value: string | null) => void;
}

function createActs({ edit, settle }: DraftEditing, moves: CellMoves, touch: (path: string) => void): CellActs {
  return {
    ...moves,
    typeProduct: (key, text) => {
      touch(`${key}.product`);
      edit((draft) => typeProduct(draft, key, text), `${key} product`);
    },
    resetProduct: (key) => settle((draft) => typeProduct(draft, key, null)),
    pickProduct: (key, offer) => {
      touch(`${key}.product`);
      edit((draft) => pickProduct(draft, key, offer), `${key} product`);
      moves.forward();
    },
    earlyEnter: (key, text) => {
      if (!/\d/.test(text)) return false;
      settle((draft) => leaveProduct(draft, key));
      return moves.forward();
    },
    noProduct: (key) => settle((draft) => markUnknown(draft, key)),
    setNumber: (key, field, value) => {
      touch(`${key}.${field}`);
      edit((draft) => setNumber(draft, key, field, value), `${key} ${field}`);
    },
  };
}

/** Where the caret stands: an arrow key may leave the cell only at its edge. */
function caretOf(target: EventTarget): { isWhole: boolean; atStart: boolean; atEnd: boolean } {
  if (!(target instanceof HTMLInputElement)) return { isWhole: true, atStart: true, atEnd: true };
  const { selectionStart, selectionEnd, value } = target;
  const isWhole = selectionStart === 0 && selectionEnd === value.length;
  return { isWhole, atStart: isWhole || selectionEnd === 0, atEnd: isWhole || selectionStart === value.length };
}

/** True when the key was the grid's. */
function onKey(event: KeyboardEvent, cell: Cell, { latest }: DraftEditing, moves: CellMoves): boolean {
  const { key, shiftKey, target } = event;
  const control = event.ctrlKey || event.metaKey;
  const caret = caretOf(target);
  const line = latest().lines.find((one) => one.key === cell.key);
  // In a number Del empties the cell first; the product's cell stands for the line.
  const takesLine = control || (caret.isWhole && (cell.field === 'product' || !line?.[cell.field]));
  if (key === 'Delete' && takesLine) {
    moves.remove(cell.key);
    return true;
  }
  if (control) return false;
  if (key === 'Enter') return Boolean(line && isBlank(line)) || moves.forward();
  if (key === 'Tab') return moves.tab(shiftKey);
  return moves.arrow(key, key === 'ArrowRight' ? caret.atEnd : caret.atStart);
}

export interface LineCells {
  active: Cell | null;
  acts: CellActs;
  /** What stands unfinished in the active cell is taken as entered. */
  leave: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onPaste: (event: ClipboardEvent) => void;
}

/** The active cell of the order's lines, and its keys: Enter and Tab onwards, arrows, copy down, remove, undo, paste. */
export function useLineCells(
  editing: DraftEditing,
  fields: readonly LineField[],
  begun: Cell | null,
  onChange: (path: string) => void,
): LineCells {
  const { t, language } = useText();
  const [active, setActive] = useState(begun);
  const current = useRef(active);
  const latest = useRef({ editing, onChange });
  useLayoutEffect(() => {
    latest.current = { editing, onChange };
  });
  const { acts, moves } = useMemo(() => {
    const set = (cell: Cell | null) => {
      current.current = cell;
      setActive(cell);
    };
    const made = createMoves(latest.current.editing, fields, { get: () => current.current, set });
    return {
      moves: made,
      acts: createActs(latest.current.editing, made, (path) => latest.current.onChange(path)),
    };
  }, [fields]);
  const withCell = (act: (cell: Cell) => void) => () => {
    if (current.current) act(current.current);
  };
  const undo = () => {
    editing.undo();
    moves.settle();
  };
  const keys = [
    {
      keys: 'mod+d',
      label: t('sales.entry.keys.copyDown'),
      run: withCell((cell) => editing.edit((draft) => copyDown(draft, cell.key, cell.field))),
    },
    { keys: 'mod+backspace', label: t('sales.entry.keys.remove'), run: withCell(({ key }) => moves.remove(key)) },
    { keys: 'mod+z', label: t('sales.entry.keys.undo'), run: undo },
  ];
  useShortcuts(active ? keys : []);
  return {
    active,
    acts,
    leave: withCell((cell) => {
      if (cell.field === 'product') editing.settle((draft) => leaveProduct(draft, cell.key));
    }),
    onKeyDown: (event) => {
      if (!current.current || event.defaultPrevented || event.altKey) return;
      if (!onKey(event, current.current, editing, moves)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onPaste: (event) => {
      const clip = event.clipboardData.getData('text/plain');
      const cell = current.current;
      if (!cell || !isTable(clip)) return;
      event.preventDefault();
      editing.edit((draft) => pasteRows(draft, { ...cell, rows: parseTsv(clip), fields, language }));
    },
  };
}
