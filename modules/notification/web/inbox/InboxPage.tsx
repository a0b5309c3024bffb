import { Button } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { Fault, Message, PageLink, usePage, useSetSearch, useText, Waiting } from '#kernel/web/index.ts';
import { NoticeItem } from '../NoticeItem.tsx';
import classes from '../pages.module.css';
import { type Show, useInbox, useMarkRead } from '../use-inbox.ts';

/** Everything one was told within the last quarter of a year. */
export default function InboxPage() {
  const { t, language } = useText();
  const { search } = usePage();
  const setSearch = useSetSearch();
  const show: Show = search.show === 'unread' ? 'unread' : 'all';
  const list = useInbox(show, language);
  const read = useMarkRead();
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = list.data?.pages[0]?.unread ?? 0;
  const [latest] = items;
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('notification.inbox.title')}</h1>
        <PageLink path="notification/preferences">{t('notification.preferences.title')}</PageLink>
      </header>
      <div className={classes.tools}>
        <fieldset className={classes.choice} aria-label={t('notification.inbox.show')}>
          {(['all', 'unread'] as const).map((one) => (
            <Button
              key={one}
              size="compact-sm"
              variant={one === show ? 'filled' : 'default'}
              aria-pressed={one === show}
              onClick={() => setSearch({ show: one === 'all' ? undefined : one })}
            >
              {t(`notification.inbox.show.${one}`, { count: unread })}
            </Button>
          ))}
        </fieldset>
        {unread > 0 && latest && (
          <Button
            size="compact-sm"
            variant="default"
            loading={read.isPending}
            onClick={() => read.mutate({ through: latest.id })}
          >
            {t('notification.inbox.readAll')}
          </Button>
        )}
      </div>
      {list.error && <Fault error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && !list.error && <Waiting />}
      {list.data && items.length === 0 && (
        <Message icon={<IconBell size={32} stroke={1.4} />} title={t('notification.inbox.nothing')} role="status">
          {t('notification.inbox.nothing.body')}
        </Message>
      )}
      <ul className={classes.list}>
        {items.map((notice) => (
          <NoticeItem key={notice.id} notice={notice} onRead={() => read.mutate({ ids: [notice.id] })} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('notification.inbox.more')}
        </Button>
      )}
    </article>
  );
}
