import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useRef } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import type { AnyRow } from '../api/rows.ts';
import { useRows } from '../api/use-list.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { useGo } from '../navigation/PageLink.tsx';
import { useShortcuts } from '../navigation/shortcuts.ts';
import { Fault } from '../parts/Fault.tsx';
import { IconEmpty, IconPlus, IconSearch } from '../parts/icons.ts';
import { Message } from '../parts/Message.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { ListCards } from './ListCards.tsx';
import { ListHead, useMayCreate } from './ListHead.tsx';
import classes from './ListPage.module.css';
import tableClasses from './ListTable.module.css';
import { ListTable, PlaceholderRow } from './ListTable.tsx';
import { ListToolbar } from './ListToolbar.tsx';
import { clearChange } from './list-url.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { useListMemory } from './use-list-memory.ts';
import { type ListView, useListView } from './use-list-view.ts';
import { useSelection } from './use-selection.ts';

const heights = { compact: 34, comfortable: 44 } as const;

/** The list of a resource, derived from its declaration. */
export default function ListPage({ resource }: { resource: AnyResource }) {
  const { t } = useText();
  const labels = useLabels(resource);
  const go = useGo();
  const view = useListView(resource);
  const list = useRows<AnyRow>(resource, view.query);
  const selection = useSelection(list.rows, JSON.stringify([resource.name, view.url.q, view.url.filters]));
  const scroller = useRef<HTMLDivElement>(null);
  const scope = JSON.stringify([view.url.q, view.url.filters, view.url.sort]);
  const [cursor, setCursor] = useListMemory(scroller, scope, list.rows.length > 0 && !list.isStale);
  const search = useRef<HTMLInputElement>(null);
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
  const isTouch = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  const rowHeight = heights[isTouch ? 'comfortable' : view.density];
  const mayCreate = useMayCreate(view);
  usePageTitle(labels.many);

  const move = useCallback(
    (step: number) => {
      setCursor((before) => {
        const next = Math.max(0, Math.min(list.rows.length - 1, before + step));
        const top = next * rowHeight;
        const box = scroller.current;
        if (box && top < box.scrollTop) box.scrollTop = top;
        else if (box && top + rowHeight + 32 > box.scrollTop + box.clientHeight)
          box.scrollTop = top + rowHeight + 32 - box.clientHeight;
        return next;
      });
    },
    [list.rows.length, rowHeight, setCursor],
  );
  const current = list.rows[cursor];
  useShortcuts([
    { keys: '/', label: t('web.keys.search'), run: () => search.current?.focus() },
    { keys: 'j', label: t('web.keys.next'), run: () => move(1) },
    { keys: 'k', label: t('web.keys.previous'), run: () => move(-1) },
    { keys: 'x', label: t('web.keys.select'), run: () => current && selection.toggle(current.id) },
    { keys: 'enter', label: t('web.keys.open'), run: () => current && go(`${resource.path}/${current.id}`) },
    {
      keys: 'esc',
      label: t('web.keys.clear'),
      run: () => (selection.ids.size > 0 ? selection.clear() : setCursor(() => -1)),
    },
    ...(mayCreate ? [{ keys: 'n', label: t('web.keys.new'), run: () => go(`${resource.path}/new`) }] : []),
  ]);

  const isEmpty = !list.isPending && !list.error && list.rows.length === 0;
  return (
    <div className={classes.page}>
      <ListHead view={view} list={list} />
      {selection.ids.size > 0 ? (
        <SelectionBar view={view} selection={selection} />
      ) : (
        <ListToolbar view={view} searchRef={search} />
      )}
      <div ref={scroller} className={classes.scroller} aria-busy={list.isPending}>
        {list.error && list.rows.length === 0 ? (
          <Fault error={list.error} onRetry={list.refetch} />
        ) : list.isPending ? (
          <Skeleton view={view} rowHeight={rowHeight} />
        ) : isEmpty ? (
          <Empty view={view} mayCreate={mayCreate} />
        ) : isPhone ? (
          <ListCards view={view} list={list} scroller={scroller} />
        ) : (
          <ListTable
            view={view}
            list={list}
            selection={selection}
            cursor={cursor}
            scroller={scroller}
            rowHeight={rowHeight}
          />
        )}
      </div>
    </div>
  );
}

function Skeleton({ view, rowHeight }: { view: ListView; rowHeight: number }) {
  return (
    <table className={tableClasses.table} aria-hidden>
      <tbody>
        {Array.from({ length: 14 }, (_, index) => (
          <PlaceholderRow key={String(index)} columns={view.columns} height={rowHeight} />
        ))}
      </tbody>
    </table>
  );
}

function Empty({ view, mayCreate }: { view: ListView; mayCreate: boolean }) {
  const { t } = useText();
  const labels = useLabels(view.resource);
  const go = useGo();
  if (view.isFiltered) {
    return (
      <Message
        role="status"
        icon={<IconSearch size={32} stroke={1.4} />}
        title={t('web.list.nothing')}
        actions={
          <Button variant="default" onClick={() => view.setSearch(clearChange(view.search))}>
            {t('web.filter.clear')}
          </Button>
        }
      >
        {t('web.list.nothing.body', { many: labels.manyInside })}
      </Message>
    );
  }
  return (
    <Message
      role="status"
      icon={<IconEmpty size={32} stroke={1.4} />}
      title={t('web.list.empty', { many: labels.manyInside })}
      actions={
        mayCreate && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => go(`${view.resource.path}/new`)}>
            {t('web.list.newOne', { one: labels.oneInside })}
          </Button>
        )
      }
    >
      {labels.empty}
    </Message>
  );
}
