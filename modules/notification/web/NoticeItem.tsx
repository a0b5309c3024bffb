import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { PageLink, useFormats, useText } from '#kernel/web/index.ts';
import type { NoticeView } from '../contract/index.ts';
import classes from './notice-item.module.css';

const icons = { info: IconInfoCircle, warning: IconAlertTriangle, critical: IconAlertOctagon };

interface NoticeItemProps {
  notice: NoticeView;
  onRead: () => void;
  onFollow?: () => void;
}

/** One notice: how urgent, what happened, when; leads to what it is about. */
export function NoticeItem({ notice: { level, text, path, at, isRead }, onRead, onFollow }: NoticeItemProps) {
  const { t } = useText();
  const { ago, dateTime } = useFormats();
  const LevelIcon = icons[level];
  const follow = () => {
    if (!isRead) onRead();
    onFollow?.();
  };
  return (
    <li className={classes.item} data-unread={!isRead || undefined}>
      <span className={classes.icon} data-level={level}>
        <LevelIcon size={17} stroke={1.7} role="img" aria-label={t(`notification.level.${level}`)} />
      </span>
      <span className={classes.body}>
        {path ? (
          <PageLink path={path} className={classes.text} onClick={follow}>
            {text}
          </PageLink>
        ) : (
          <span className={classes.text}>{text}</span>
        )}
        <time className={classes.when} dateTime={at} data-tip={dateTime(at)}>
          {ago(at)}
        </time>
      </span>
      {!isRead && (
        <button type="button" className={classes.unread} aria-label={t('notification.inbox.read')} onClick={onRead}>
          <span aria-hidden data-tip={t('notification.inbox.read')} />
        </button>
      )}
    </li>
  );
}
