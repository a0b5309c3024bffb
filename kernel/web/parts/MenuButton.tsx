import { cloneElement, type ReactElement, type ReactNode, useState } from 'react';
import { lazyPart, whenIdle } from '../lazy.tsx';

export interface MenuEntry {
  label: string;
  icon?: ReactNode;
  /** Second text at the end of the entry: a shortcut, a current choice. */
  note?: string;
  danger?: boolean;
  disabled?: boolean;
  /** Ticked or not, for entries that switch something. */
  checked?: boolean;
  /** Leaves the menu open. */
  stays?: boolean;
  run: () => void;
}
/** A heading, or a line between entries. */
export type MenuItem = MenuEntry | { heading: string } | 'line';

export interface TriggerProps {
  onClick?: () => void;
  onPointerEnter?: () => void;
  'aria-haspopup'?: 'menu' | 'dialog';
  'aria-expanded'?: boolean;
}

export interface MenuButtonProps {
  /** A Button or IconButton. */
  trigger: ReactElement<TriggerProps>;
  items: readonly MenuItem[] | (() => readonly MenuItem[]);
  align?: 'start' | 'end';
}

export const MenuPopup = lazyPart<MenuButtonProps>(() => import('./MenuPopup.tsx'));
let idle = false;

/** A button that opens a menu. The menu's code is fetched when the page has come to rest, or at the first touch. */
export function MenuButton(props: MenuButtonProps) {
  const [wanted, setWanted] = useState(false);
  if (!idle && typeof window !== 'undefined') {
    idle = true;
    whenIdle(() => void MenuPopup.preload());
  }
  if (wanted && MenuPopup.isReady()) return <MenuPopup {...props} />;
  const open = () => void MenuPopup.preload().then(() => setWanted(true));
  return cloneElement(props.trigger, {
    onClick: open,
    onPointerEnter: () => void MenuPopup.preload(),
    'aria-haspopup': 'menu',
    'aria-expanded': false,
  });
}
