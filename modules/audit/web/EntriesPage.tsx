import { Button } from '@mantine/core';
import { IconHistory, IconRefresh } from '@tabler/icons-react';
import { Fault, IconButton, Message, useText } from '#kernel/web/index.ts';
import classes from './audit.module.css';
import { EntryTable } from './EntryTable.tsx';
import { Filters } from './Filters.tsx';
import { isFiltered, useEntries, useEntryFilter } from './use-entries.ts';

/** Who changed what, over all records, newest first. */
export default function EntriesPage() {
  const { t } = useText();
  const [filter, setFilter] = useEntryFilter();
  const log = useEntries(filter);
  const { entries, error, isPending, isFetching, hasNextPage, isFetchingNextPage } = log;
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('audit.entries.title')}</h1>
        <IconButton label={t('audit.entries.refresh')} loading={isFetching} onClick={() => void log.refetch()}>
          <IconRefresh size={17} />
        </IconButton>
      </header>
      <Filters filter={filter} onChange={setFilter} />
      <div className={classes.scroller} aria-busy={isPending}>
        {error && entries.length === 0 ? (
          <Fault error={error} onRetry={() => void log.refetch()} />
        ) : isPending ? (
          <p className={classes.loading} role="status">
            {t('web.loading')}
          </p>
        ) : entries.length === 0 ? (
          <Message
            role="status"
            icon={<IconHistory size={32} stroke={1.4} />}
            title={t('audit.entries.none')}
            actions={
              isFiltered(filter) && (
                <Button
                  variant="default"
                  onClick={() => setFilter({ resource: '', user: '', action: '', from: '', to: '' })}
                >
                  {t('web.filter.clear')}
                </Button>
              )
            }
          >
            {t('audit.entries.none.body')}
          </Message>
        ) : (
          <>
            <EntryTable entries={entries} />
            {hasNextPage && (
              <div className={classes.more}>
                <Button variant="default" loading={isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
                  {t('web.history.older')}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </div>
  );
}
