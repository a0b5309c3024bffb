import '@mantine/core/styles/Popover.layer.css';
import { Popover } from '@mantine/core';
import { cloneElement } from 'react';
import type { PopoverButtonProps } from './PopoverButton.tsx';

/** The panel of a PopoverButton. */
export default function PopoverPopup({ trigger, label, children, opened, onOpened, width = 280 }: PopoverButtonProps) {
  const close = () => onOpened(false);
  return (
    <Popover
      opened={opened}
      onChange={onOpened}
      position="bottom-start"
      width={width}
      trapFocus
      returnFocus
      withinPortal
    >
      <Popover.Target>{cloneElement(trigger, { onClick: () => onOpened(!opened) })}</Popover.Target>
      <Popover.Dropdown aria-label={label} p="sm" maw="calc(100vw - 16px)">
        {children(close)}
      </Popover.Dropdown>
    </Popover>
  );
}
