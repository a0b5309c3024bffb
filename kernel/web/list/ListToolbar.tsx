import { Button, Input } from '@mantine/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Filter } from '../../contract/index.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { IconFilter, IconSearch, IconX } from '../parts/icons.ts';
import { keysText } from '../parts/keys-text.ts';
import { MenuButton } from '../parts/MenuButton.tsx';
import { FilterChip } from './FilterChip.tsx';
import classes from './ListToolbar.module.css';
import { clearChange, filterChange, filtersByField } from './list-url.ts';
import type { ListView } from './use-list-view.ts';

const pause = 180;
const own = new Set(['createdAt', 'updatedAt']);
const unfilterable = new Set(['json', 'file', 'lines', 'longText']);

/** Search, filter chips, and what adds one. */
export function ListToolbar({ view, searchRef }: { view: ListView; searchRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useText();
  const labels = useLabels(view.resource);
  const [fresh, setFresh] = useState<string | null>(null);
  const byField = filtersByField(view.url.filters);
  const filterable = view.possible.filter(({ name, spec }) => !own.has(name) && !unfilterable.has(spec.kind));
  const chips = [...byField.keys(), ...(fresh && !byField.has(fresh) ? [fresh] : [])];
  const setFilters = (field: string, filters: Filter[]) => view.setSearch(filterChange(view.search, field, filters));
  return (
    <search className={classes.toolbar}>
      {view.resource.search.length > 0 && (
        <SearchBox view={view} inputRef={searchRef} label={t('web.list.searchLabel', { many: labels.manyInside })} />
      )}
      {chips.map((field) => {
        const spec = view.resource.fields[field];
        return (
          spec && (
            <FilterChip
              key={field}
              field={field}
              spec={spec}
              labels={labels}
              filters={byField.get(field) ?? []}
              fresh={field === fresh}
              onChange={(filters) => setFilters(field, filters)}
              onLeft={() => setFresh((now) => (now === field ? null : now))}
            />
          )
        );
      })}
      {filterable.length > 0 && (
        <MenuButton
          align="start"
          trigger={
            <Button variant="subtle" color="gray" leftSection={<IconFilter size={15} />} className={classes.add ?? ''}>
              {t('web.filter.add')}
            </Button>
          }
          items={filterable
            .filter(({ name }) => !chips.includes(name))
            .map(({ name }) => ({ label: labels.field(name), run: () => setFresh(name) }))}
        />
      )}
      {view.isFiltered && chips.length > 0 && (
        <Button variant="subtle" color="gray" onClick={() => view.setSearch(clearChange(view.search))}>
          {t('web.filter.clear')}
        </Button>
      )}
    </search>
  );
}

function SearchBox({
  view,
  inputRef,
  label,
}: {
  view: ListView;
  inputRef: RefObject<HTMLInputElement | null>;
  label: string;
}) {
  const { t } = useText();
  const [typed, setTyped] = useState(view.url.q);
  const sent = useRef(view.url.q);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The URL changed by other hands (browser back, cleared filters): the box follows.
  useEffect(() => {
    if (view.url.q === sent.current) return;
    sent.current = view.url.q;
    setTyped(view.url.q);
  }, [view.url.q]);
  const send = (q: string, wait: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sent.current = q.trim();
      view.setSearch({ q: q.trim() });
    }, wait);
  };
  const clear = () => {
    setTyped('');
    send('', 0);
    inputRef.current?.focus();
  };
  return (
    <Input
      ref={inputRef}
      size="xs"
      type="search"
      className={classes.search ?? ''}
      aria-label={label}
      placeholder={t('web.list.search')}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value, pause);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') send(typed, 0);
        if (event.key === 'Escape') {
          if (typed) clear();
          else event.currentTarget.blur();
        }
      }}
      leftSection={<IconSearch size={15} />}
      rightSectionPointerEvents="auto"
      rightSection={
        typed ? (
          <button type="button" className={classes.chipRemove} aria-label={t('web.action.clear')} onClick={clear}>
            <IconX size={13} />
          </button>
        ) : (
          <kbd className={classes.key} aria-hidden>
            {keysText('/')}
          </kbd>
        )
      }
    />
  );
}
