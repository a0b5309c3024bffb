import '@mantine/core/styles/Popover.layer.css';
import { Input, Popover } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useText } from '#kernel/web/index.ts';
import classes from './suggest.module.css';

/** Pause in typing after which is searched, milliseconds. */
const pause = 90;

export interface SuggestProps<T> {
  label: string;
  /** What stands in the input. */
  text: string;
  /** Text that was typed; an empty one too. */
  onText: (text: string) => void;
  /** Escape: back to what was there before. */
  onReset: () => void;
  /** The input was left. */
  onLeave?: () => void;
  /** The records that a text finds; `scope` names what else the answer depends on. */
  find: (text: string, signal: AbortSignal) => Promise<T[]>;
  scope: string;
  keyOf: (item: T) => number;
  render: (item: T) => ReactNode;
  onPick: (item: T, by: 'Enter' | 'Tab' | 'pointer') => void;
  /** The hit that Enter takes; the first one if absent. */
  best?: (items: readonly T[], text: string) => T | undefined;
  /** Enter before the hits are there; true = nothing more to do, else the first hit is taken when it comes. */
  onEarlyEnter?: (text: string) => boolean;
  /** Enter, but nothing was found. */
  onNone?: () => void;
  /** Tab takes the hit and goes where `onPick` leads, instead of to the next input. */
  ownTab?: boolean;
  /** Typed text is searched for; false while it is only shown. */
  searching: boolean;
  invalid?: boolean;
  bare?: boolean;
  autoFocus?: boolean;
  id?: string;
  describedBy?: string | undefined;
  placeholder?: string;
  width?: number;
}

/** An input that suggests records while one types: arrows walk, Enter takes, Esc goes back. */
export function Suggest<T>(props: SuggestProps<T>) {
  const { text, searching, find, scope, keyOf, render, onPick, best } = props;
  const { t } = useText();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [sought] = useDebouncedValue(text, pause);
  const [closed, setClosed] = useState(false);
  const [walked, setWalked] = useState<number | null>(null);
  const [waiting, setWaiting] = useState(false);
  const opened = searching && text.trim() !== '' && !closed;
  const { data, isPlaceholderData, isError } = useQuery({
    queryKey: ['suggest', scope, sought.trim()],
    queryFn: ({ signal }) => find(sought.trim(), signal),
    enabled: opened && sought.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });
  const items = data ?? [];
  const ready = opened && sought === text && data !== undefined && !isPlaceholderData;
  const preferred = best?.(items, text) ?? items[0];
  const marked = items.find((item) => keyOf(item) === walked) ?? (ready ? preferred : undefined);

  const take = (item: T, by: 'Enter' | 'Tab' | 'pointer') => {
    setWaiting(false);
    setWalked(null);
    onPick(item, by);
  };
  const takeLate = useRef(() => undefined as unknown);
  useLayoutEffect(() => {
    takeLate.current = () => preferred !== undefined && take(preferred, 'Enter');
  });
  useEffect(() => {
    if (!waiting || !ready) return;
    setWaiting(false);
    takeLate.current();
  }, [waiting, ready]);

  const walk = (by: number) => {
    if (items.length === 0) return;
    const at = marked ? items.indexOf(marked) : -1;
    const next = items[(at + by + items.length) % items.length];
    setWalked(next ? keyOf(next) : null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !searching || text.trim() === '') return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setClosed(false);
      walk(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) {
      if (marked) {
        take(marked, event.key);
        if (event.key === 'Tab' && !props.ownTab) return;
      } else if (ready) {
        props.onNone?.();
        if (event.key === 'Tab') return;
      } else if (isError) return;
      else if (!props.onEarlyEnter?.(text)) setWaiting(true);
    } else if (event.key === 'Escape') {
      if (opened && items.length > 0) setClosed(true);
      else props.onReset();
    } else return;
    event.preventDefault();
  };
  const optionId = (item: T) => `${listId}-${keyOf(item)}`;
  return (
    <Popover
      opened={opened}
      position="bottom-start"
      width={props.width ?? 'target'}
      offset={2}
      withinPortal
      withRoles={false}
      closeOnEscape={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <Input
          ref={input}
          {...(props.id ? { id: props.id } : {})}
          size="xs"
          variant={props.bare ? 'unstyled' : 'default'}
          role="combobox"
          aria-label={props.label}
          aria-autocomplete="list"
          aria-expanded={opened}
          aria-controls={listId}
          aria-activedescendant={opened && marked ? optionId(marked) : undefined}
          aria-invalid={props.invalid || undefined}
          aria-describedby={props.describedBy}
          autoComplete="off"
          autoFocus={props.autoFocus ?? false}
          placeholder={props.placeholder}
          error={props.invalid ?? false}
          value={text}
          classNames={{ input: props.bare ? (classes.bare ?? '') : '' }}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setClosed(false);
            setWalked(null);
            setWaiting(false);
            props.onText(event.currentTarget.value);
          }}
          onBlur={() => {
            setClosed(true);
            props.onLeave?.();
          }}
          onKeyDown={onKeyDown}
        />
      </Popover.Target>
      <Popover.Dropdown p={4} className={classes.dropdown ?? ''} onMouseDown={(event) => event.preventDefault()}>
        <div id={listId} role="listbox" aria-label={props.label} className={classes.list}>
          {items.map((item) => (
            // The input keeps the focus and speaks for its options: they take no keys themselves.
            <div
              key={keyOf(item)}
              id={optionId(item)}
              ref={item === marked ? scrollIntoView : undefined}
              role="option"
              tabIndex={-1}
              aria-selected={item === marked}
              className={classes.option}
              onMouseDown={() => take(item, 'pointer')}
            >
              {render(item)}
            </div>
          ))}
        </div>
        {items.length === 0 && (
          <p className={classes.none} role="status">
            {t(
              ready
                ? 'sales.entry.suggest.none'
                : isError
                  ? 'sales.entry.suggest.failed'
                  : 'sales.entry.suggest.searching',
            )}
          </p>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

const scrollIntoView = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });
