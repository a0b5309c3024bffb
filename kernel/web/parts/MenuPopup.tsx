import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Menu.layer.css';
import { Menu } from '@mantine/core';
import { useState } from 'react';
import { IconCheck } from './icons.ts';
import type { MenuButtonProps, MenuItem } from './MenuButton.tsx';
import classes from './MenuPopup.module.css';

const keyOf = (item: MenuItem, index: number) =>
  item === 'line' ? `line ${index}` : 'heading' in item ? item.heading : item.label;

function Entry({ item }: { item: MenuItem }) {
  if (item === 'line') return <Menu.Divider />;
  if ('heading' in item) return <Menu.Label>{item.heading}</Menu.Label>;
  const tick =
    item.checked === undefined ? (
      item.icon
    ) : (
      <IconCheck size={15} style={{ visibility: item.checked ? 'visible' : 'hidden' }} />
    );
  return (
    <Menu.Item
      leftSection={tick}
      rightSection={item.note && <span className={classes.note}>{item.note}</span>}
      onClick={item.run}
      disabled={item.disabled ?? false}
      closeMenuOnClick={!item.stays}
      {...(item.danger ? { color: 'red' } : {})}
      {...(item.checked === undefined ? {} : { role: 'menuitemcheckbox', 'aria-checked': item.checked })}
    >
      {item.label}
    </Menu.Item>
  );
}

/** The menu of a MenuButton; appears opened, because it is fetched when somebody wants it. */
export default function MenuPopup({ trigger, items, align = 'end' }: MenuButtonProps) {
  const [opened, setOpened] = useState(true);
  const list = opened ? (typeof items === 'function' ? items() : items) : [];
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position={align === 'end' ? 'bottom-end' : 'bottom-start'}
      withinPortal
      returnFocus
    >
      <Menu.Target>{trigger}</Menu.Target>
      <Menu.Dropdown className={classes.dropdown ?? ''}>
        {list.map((item, index) => (
          <Entry key={keyOf(item, index)} item={item} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
