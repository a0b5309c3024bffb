import '@mantine/core/styles/Notification.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/notifications/styles.layer.css';
import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconInfo, IconWarning } from '../parts/icons.ts';
import type { Notice } from './notify.ts';

const looks = {
  done: { color: 'green', icon: <IconCheck size={16} /> },
  wrong: { color: 'red', icon: <IconWarning size={16} /> },
  note: { color: 'pewter', icon: <IconInfo size={16} /> },
} as const;

export function showNotice({ tone, text, detail, action }: Notice): void {
  const id = notifications.show({
    ...looks[tone],
    title: text,
    autoClose: tone === 'wrong' ? 10_000 : 4_000,
    withBorder: true,
    message: (
      <>
        {detail}
        {action && (
          <Anchor
            component="button"
            size="sm"
            onClick={() => {
              action.run();
              notifications.hide(id);
            }}
          >
            {action.label}
          </Anchor>
        )}
      </>
    ),
  });
}

export { Notifications as default } from '@mantine/notifications';
