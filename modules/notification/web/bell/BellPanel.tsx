import { Button } from '@mantine/core';
import { Fault, PageLink, useText } from '#kernel/web/index.ts';
import { NoticeItem } from '../NoticeItem.tsx';
import { useBell, useMarkRead } from '../use-inbox.ts';
import classes from './bell.module.css';

/** The latest notices; opening one reads it. */
export default function BellPanel({ close }: { close: () => void }) {
  const { t, language } = useText();
  const { data, error, refetch } = useBell(language);
  const read = useMarkRead();
  const [latest] = data?.items ?? [];
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{t('module.notification')}</h2>
        {data && latest && data.unread > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            loading={read.isPending}
            onClick={() => read.mutate({ through: latest.id })}
          >
            {t('notification.inbox.readAll')}
          </Button>
        )}
      </div>
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className={classes.quiet}>{t('notification.inbox.nothing')}</p>}
      <ul className={classes.list}>
        {data?.items.map((notice) => (
          <NoticeItem
            key={notice.id}
            notice={notice}
            onRead={() => read.mutate({ ids: [notice.id] })}
            onFollow={close}
          />
        ))}
      </ul>
      <div className={classes.foot}>
        <PageLink path="notification/inbox" onClick={close}>
          {t('notification.inbox.all')}
        </PageLink>
        <PageLink path="notification/preferences" onClick={close}>
          {t('notification.preferences.title')}
        </PageLink>
      </div>
    </>
  );
}
