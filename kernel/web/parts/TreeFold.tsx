import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { IconButton } from './IconButton.tsx';
import classes from './tree.module.css';

interface TreeFoldProps {
  /** What pressing it does, and to what. */
  label: string;
  /** Null: nothing lies in it. */
  isOpen: boolean | null;
  onToggle: () => void;
}

/** Opens and closes a row of a tree; where there is nothing to open, the room that it would take. */
export function TreeFold({ label, isOpen, onToggle }: TreeFoldProps) {
  if (isOpen === null) return <span className={classes.leaf} />;
  return (
    <IconButton label={label} aria-expanded={isOpen} onClick={onToggle}>
      {isOpen ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
    </IconButton>
  );
}
