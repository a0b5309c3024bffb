import { ActionIcon, type ActionIconProps } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { keysText } from './keys-text.ts';

export interface IconButtonProps extends Omit<ActionIconProps, 'children'> {
  /** What the button does; read out, and shown as the tip. */
  label: string;
  /** Shortcut, as in useShortcuts; shown in the tip. */
  keys?: string;
  children: ReactNode;
  onClick?: ((event: React.MouseEvent) => void) | undefined;
  type?: 'button' | 'submit';
  ref?: Ref<HTMLButtonElement>;
  'aria-expanded'?: boolean;
  'aria-haspopup'?: 'menu' | 'dialog';
  'aria-pressed'?: boolean;
  tabIndex?: number;
}

export function IconButton({ label, keys, children, ...rest }: IconButtonProps) {
  return (
    <ActionIcon
      size={32}
      aria-label={label}
      data-tip={label}
      {...(keys ? { 'data-keys': keysText(keys) } : {})}
      {...rest}
    >
      {children}
    </ActionIcon>
  );
}
