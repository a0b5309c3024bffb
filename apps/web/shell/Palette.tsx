import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { keys } from '#kernel/web/api/keys.ts';
import { request } from '#kernel/web/api/request.ts';
import { useMay, useSession } from '#kernel/web/api/session.ts';
import type { DialogProps } from '#kernel/web/dialogs/dialogs.ts';
import { insideSentence } from '#kernel/web/i18n/labels.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { PageLink, useGo } from '#kernel/web/navigation/PageLink.tsx';
import { visitsOf } from '#kernel/web/navigation/visits.ts';
import { IconSearch } from '#kernel/web/parts/icons.ts';
import { useRegistry } from '#kernel/web/registry.tsx';
import type { MenuGroup } from './menu.ts';
import classes from './Palette.module.css';
import { type PaletteEntry, pageEntries } from './palette-entries.ts';

interface SearchResult {
  groups: { resource: string; path: string; items: { id: number; title: string; subtitle?: string | null }[] }[];
}

const mostPages = 6;

/** One box for everything: records by their words, pages, what can be begun. */
export default function Palette({
  menu,
  typedBefore,
  close,
}: DialogProps<void> & {
  menu: readonly MenuGroup[];
  /** Ends the catching of what was typed while the palette was on its way, and says what it was. */
  typedBefore: () => string;
}) {
  const { t } = useText();
  const go = useGo();
  const id = useId();
  const [q, setQ] = useState('');
  const [index, setIndex] = useState(0);
  const { entries, searching } = useEntries(menu, q.trim());
  useEffect(() => () => void typedBefore(), [typedBefore]);
  const active = Math.min(index, entries.length - 1);
  const open = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    close();
    go(entry.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setIndex((active + step + entries.length) % Math.max(1, entries.length));
    else if (event.key === 'Enter') open(entries[active]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={() => close()}
      withCloseButton={false}
      size={640}
      padding={0}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.3 }}
      transitionProps={{ duration: 0 }}
      aria-label={t('web.palette.open')}
    >
      <div className={classes.box}>
        <IconSearch size={18} aria-hidden />
        <input
          data-autofocus
          onFocus={() => setQ((now) => now + typedBefore())}
          role="combobox"
          aria-expanded
          aria-controls={`${id}list`}
          aria-activedescendant={entries[active] ? `${id}${active}` : undefined}
          aria-label={t('web.palette.open')}
          className={classes.input}
          placeholder={t('web.palette.placeholder')}
          value={q}
          onChange={(event) => {
            setQ(event.currentTarget.value);
            setIndex(0);
          }}
          onKeyDown={onKeyDown}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <div id={`${id}list`} role="listbox" aria-label={t('web.palette.results')} className={classes.list}>
        {entries.map((entry, at) => (
          <div key={entry.key} role="presentation">
            {entry.group !== entries[at - 1]?.group && (
              <div className={classes.group} role="presentation">
                {entry.group}
              </div>
            )}
            <Option
              id={`${id}${at}`}
              entry={entry}
              selected={at === active}
              onPick={close}
              onPoint={() => setIndex(at)}
            />
          </div>
        ))}
        {entries.length === 0 && (
          <p className={classes.nothing} role="status">
            {t(searching ? 'web.pick.searching' : 'web.palette.nothing')}
          </p>
        )}
      </div>
    </Modal>
  );
}

interface OptionProps {
  id: string;
  entry: PaletteEntry;
  selected: boolean;
  onPick: () => void;
  onPoint: () => void;
}

/** An entry is a link, so that it can also be opened in a tab of its own; the selected one stays in view. */
function Option({ id, entry, selected, onPick, onPoint }: OptionProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (selected) link.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <PageLink
      ref={link}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      path={entry.path}
      className={classes.entry}
      onClick={() => onPick()}
      onPointerMove={onPoint}
    >
      <span className={classes.label}>{entry.label}</span>
      {entry.note && <span className={classes.note}>{entry.note}</span>}
    </PageLink>
  );
}

/** What answers to `q`: records from the server, pages from the menu; before anything is typed, what was open last. */
function useEntries(menu: readonly MenuGroup[], q: string): { entries: PaletteEntry[]; searching: boolean } {
  const text = useText();
  const { t } = text;
  const may = useMay();
  const registry = useRegistry();
  const userId = useSession()?.user.id;
  const [sought] = useDebouncedValue(q, 120);
  const { data, isFetching } = useQuery({
    queryKey: keys.search(sought),
    queryFn: ({ signal }) => request<SearchResult>(`search?q=${encodeURIComponent(sought)}&limit=5`, { signal }),
    enabled: sought.length > 1,
    placeholderData: keepPreviousData,
  });
  const groups = { pages: t('web.palette.pages'), actions: t('web.palette.actions') };
  const creatable = registry.resources
    .filter((resource) => !resource.hidden && resource.operations.includes('create') && may(`${resource.name}:create`))
    .map((resource) => ({
      path: resource.path,
      label: t('web.list.newOne', { one: insideSentence(t(resource.name), text) }),
    }));
  if (q === '') {
    const visits = visitsOf(userId).map(
      (visit): PaletteEntry => ({
        key: visit.path,
        group: t('web.palette.recent'),
        label: visit.title,
        note: visit.subtitle ?? t(visit.resource),
        path: visit.path,
      }),
    );
    return { entries: [...visits.slice(0, 8), ...pageEntries(menu, [], '', groups)], searching: false };
  }
  const records =
    q.length > 1
      ? (data?.groups ?? []).flatMap((group) =>
          group.items.map(
            (item): PaletteEntry => ({
              key: `${group.path}/${item.id}`,
              group: t(`${group.resource}.plural`),
              label: item.title,
              note: item.subtitle,
              path: `${group.path}/${item.id}`,
            }),
          ),
        )
      : [];
  return {
    entries: [...pageEntries(menu, creatable, q, groups).slice(0, mostPages), ...records],
    searching: isFetching || sought !== q,
  };
}
