import { IconBell } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton, lazyPart, notify, useText } from '#kernel/web/index.ts';
import { withTexts } from '#kernel/web/lazy.tsx';
import { PopoverButton } from '#kernel/web/parts/PopoverButton.tsx';
import type { NoticeView } from '../../contract/index.ts';
import { useBell } from '../use-inbox.ts';
import classes from './bell.module.css';

const BellPanel = lazyPart(withTexts(() => import('./BellPanel.tsx')));
const most = 99;

/** How much one has not read yet. */
export default function Bell() {
  const { t, language } = useText();
  const { data } = useBell(language);
  const [opened, setOpened] = useState(false);
  useSayNew(data?.items);
  const unread = data?.unread ?? 0;
  return (
    <PopoverButton
      opened={opened}
      onOpened={setOpened}
      label={t('module.notification')}
      width={380}
      trigger={
        <IconButton label={t('notification.bell', { count: unread })}>
          <IconBell size={18} stroke={1.7} aria-hidden />
          {unread > 0 && (
            <span className={classes.count} aria-hidden>
              {unread > most ? `${most}+` : unread}
            </span>
          )}
        </IconButton>
      }
    >
      {(close) => <BellPanel close={close} />}
    </PopoverButton>
  );
}

/** What cannot wait is said in passing as well, once, when it comes. */
function useSayNew(items: readonly NoticeView[] | undefined): void {
  const latest = useRef<number | null>(null);
  useEffect(() => {
    if (!items) return;
    const before = latest.current;
    latest.current = Math.max(before ?? 0, ...items.map(({ id }) => id));
    if (before === null) return;
    const urgent = items.filter(({ id, level, isRead }) => id > before && level === 'critical' && !isRead);
    for (const { text } of urgent.slice(0, 2)) notify({ tone: 'wrong', text });
  }, [items]);
}
