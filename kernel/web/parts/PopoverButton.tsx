import { cloneElement, type ReactElement, type ReactNode, useState } from 'react';
import { lazyPart } from '../lazy.tsx';
import type { TriggerProps } from './MenuButton.tsx';

export interface PopoverButtonProps {
  trigger: ReactElement<TriggerProps>;
  /** Title read out for the panel. */
  label: string;
  children: (close: () => void) => ReactNode;
  opened: boolean;
  onOpened: (opened: boolean) => void;
  width?: number;
}

export const PopoverPopup = lazyPart<PopoverButtonProps>(() => import('./PopoverPopup.tsx'));

/** A button that opens a panel. */
export function PopoverButton(props: PopoverButtonProps) {
  // Once used, it stays: exchanging the button under the user's hands would lose the focus.
  const [used, setUsed] = useState(false);
  if (used) return <PopoverPopup {...props} />;
  if (props.opened) void PopoverPopup.preload().then(() => setUsed(true));
  return cloneElement(props.trigger, {
    onClick: () => props.onOpened(true),
    onPointerEnter: () => void PopoverPopup.preload(),
    'aria-haspopup': 'dialog',
    'aria-expanded': false,
  });
}
