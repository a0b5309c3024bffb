import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Combobox.layer.css';
import '@mantine/core/styles/ScrollArea.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import { CloseButton, Combobox, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Reference } from '../../contract/index.ts';
import { isReference } from '../api/rows.ts';
import { useMay } from '../api/session.ts';
import { type PickItem, pickQueryOptions, usePick } from '../api/use-pick.ts';
import type { FieldEntry } from '../fields/field-parts.ts';
import { whereOf } from '../form/beside.ts';
import { useText } from '../i18n/text.ts';
import { onlyHit } from '../lines/use-resolve-references.ts';
import { useRegistry } from '../registry.tsx';
import classes from './entry.module.css';
import { TextEntry } from './TextEntry.tsx';

const createValue = '+';

const toReference = (item: PickItem): Reference => ({
  id: item.id,
  title: item.title,
  subtitle: item.subtitle ?? null,
});

export interface PickEntryProps extends FieldEntry {
  /** Only records that are there: none is created from here. */
  onlyKnown?: boolean;
}

/** Entry of a reference: search as you type, Tab or Enter takes the first hit, a new record can be created from here. */
export default function PickEntry({
  spec,
  path: _path,
  labels: _labels,
  value,
  onChange,
  onlyKnown,
  beside,
  ...rest
}: PickEntryProps) {
  const { t } = useText();
  const may = useMay();
  const client = useQueryClient();
  const registry = useRegistry();
  const target = registry.resource(spec.target);
  const where = whereOf(spec, beside);
  const [typed, setTyped] = useState<string | null>(null);
  const [sought] = useDebouncedValue(typed ?? '', 120);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { data, isFetching, isPlaceholderData } = usePick(target, sought, combobox.dropdownOpened, where);
  const items = data?.items ?? [];
  const text =
    typed ?? (isReference(value) ? (value.title ?? t('web.ref.hidden')) : typeof value === 'string' ? value : '');
  const mayCreate = !onlyKnown && Boolean(target?.operations.includes('create')) && may(`${target?.name ?? ''}:create`);

  const { selectFirstOption } = combobox;
  useEffect(() => {
    // The first hit of each answer is the one that Enter and Tab take.
    if (typed && data?.items.length) selectFirstOption();
  }, [typed, data, selectFirstOption]);

  const choose = (item: PickItem | null) => {
    setTyped(null);
    onChange(item ? toReference(item) : null);
    combobox.closeDropdown();
  };

  /** Left while still typing: the one exact or only hit is taken, else the text stays for the server to refuse. */
  const settle = async (left: string) => {
    if (!left.trim()) return choose(null);
    if (!target) return;
    const found = await client.fetchQuery(pickQueryOptions(target, left, where)).catch(() => null);
    const hit = onlyHit(found?.items ?? [], left);
    setTyped(null);
    onChange(hit ? toReference(hit) : left);
  };

  // A cell of a grid that is left takes its input away without a blur; what was typed is settled all the same.
  const leaving = useRef(() => undefined as unknown);
  useLayoutEffect(() => {
    leaving.current = () => (typed === null ? undefined : settle(typed));
  });
  useEffect(() => () => void leaving.current(), []);

  const create = async () => {
    if (!target) return;
    combobox.closeDropdown();
    const created = await registry.createRecord(target, typed ?? '');
    setTyped(null);
    if (created) onChange(created);
  };

  /** Enter came before the answer: what is shown still answers fewer letters, and is not what was meant. */
  const isEarly = typed !== null && (sought !== typed || isPlaceholderData);
  const hasTaken = useRef(false);
  const takeFirst = async (words: string) => {
    if (!target) return;
    const found = await client.fetchQuery(pickQueryOptions(target, words, where)).catch(() => null);
    const [first] = found?.items ?? [];
    if (first) choose(first);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    hasTaken.current = event.key === 'Enter' && isEarly && typed.trim() !== '';
    if (hasTaken.current) {
      event.preventDefault();
      void takeFirst(typed ?? '');
      // The list submits its marked option within this very event; a later click means what it says.
      setTimeout(() => {
        hasTaken.current = false;
      });
      return;
    }
    const openWithHit = combobox.dropdownOpened && typed !== null && items.length > 0 && sought === typed;
    if (event.key === 'Tab' && openWithHit) {
      combobox.clickSelectedOption();
    } else if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation();
      setTyped(null);
    }
  };

  const clear = isReference(value) && typed === null && !spec.required && !rest.disabled && !rest.bare;
  return (
    <Combobox
      store={combobox}
      position="bottom-start"
      transitionProps={{ duration: 60 }}
      onOptionSubmit={(submitted) => {
        if (hasTaken.current) return;
        if (submitted === createValue) void create();
        else choose(items.find((item) => String(item.id) === submitted) ?? null);
      }}
      width={rest.bare ? 320 : 'target'}
      withinPortal
    >
      <Combobox.Target withExpandedAttribute>
        <TextEntry
          {...rest}
          text={text}
          placeholder={rest.placeholder ?? t('web.pick.placeholder')}
          onText={(next) => {
            setTyped(next);
            combobox.openDropdown();
          }}
          onBlur={() => {
            combobox.closeDropdown();
            if (typed !== null) void settle(typed);
          }}
          onKeyDown={onKeyDown}
          end={
            clear ? (
              <CloseButton size="sm" aria-label={t('web.action.clear')} onClick={() => choose(null)} tabIndex={-1} />
            ) : undefined
          }
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={300} style={{ overflowY: 'auto' }}>
          {items.map((item) => (
            <Combobox.Option key={item.id} value={String(item.id)}>
              <span className={classes.option}>
                <span className={classes.optionTitle}>{item.title}</span>
                {item.subtitle && <span className={classes.optionSubtitle}>{item.subtitle}</span>}
              </span>
            </Combobox.Option>
          ))}
          {items.length === 0 && (
            <Combobox.Empty>{t(isFetching ? 'web.pick.searching' : 'web.pick.nothing')}</Combobox.Empty>
          )}
          {mayCreate && (
            <Combobox.Option value={createValue}>
              {t(typed ? 'web.pick.createNamed' : 'web.pick.create', { name: typed })}
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
