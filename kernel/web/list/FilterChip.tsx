import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { FieldSpec, Filter } from '../../contract/index.ts';
import { keys } from '../api/keys.ts';
import { request } from '../api/request.ts';
import type { PickItem } from '../api/use-pick.ts';
import { useFormats } from '../i18n/format.ts';
import type { Labels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { lazyPart } from '../lazy.tsx';
import { IconX } from '../parts/icons.ts';
import { PopoverButton } from '../parts/PopoverButton.tsx';
import { useRegistry } from '../registry.tsx';
import type { FilterEditorProps } from './FilterEditor.tsx';
import { filterText } from './filter-text.ts';
import classes from './ListToolbar.module.css';

const FilterEditor = lazyPart<FilterEditorProps>(() => import('./FilterEditor.tsx'));

export interface FilterChipProps {
  field: string;
  spec: FieldSpec;
  filters: readonly Filter[];
  labels: Labels;
  onChange: (filters: Filter[]) => void;
  /** Just added: its editor opens at once, and without a choice it goes away again. */
  fresh: boolean;
  onLeft: () => void;
}

/** Titles of the records a reference filter names; the URL only knows their ids. */
export function useReferenceTitles(spec: FieldSpec, ids: readonly string[]): Map<string, PickItem> {
  const target = useRegistry().resource(spec.kind === 'ref' || spec.kind === 'refs' ? spec.target : undefined);
  const results = useQueries({
    queries: (target ? ids : []).map((id) => ({
      queryKey: keys.pick(target?.name ?? '', `id=${id}`),
      queryFn: () => request<{ items: PickItem[] }>(`${target?.path}/pick?id=${id}`),
      staleTime: 300_000,
    })),
  });
  return new Map(results.flatMap(({ data }) => data?.items ?? []).map((item) => [String(item.id), item]));
}

/** One field's filters: what they say, an editor behind them, a cross that takes them away. */
export function FilterChip({ field, spec, filters, labels, onChange, fresh, onLeft }: FilterChipProps) {
  const text = useText();
  const formats = useFormats();
  const [opened, setOpened] = useState(fresh);
  const label = labels.field(field);
  const ids =
    spec.kind === 'ref' || spec.kind === 'refs'
      ? filters
          .filter(({ operator }) => operator === 'eq' || operator === 'in')
          .flatMap(({ value }) => value.split(','))
      : [];
  const titles = useReferenceTitles(spec, ids);
  const says =
    ids.length > 0
      ? ids.map((id) => titles.get(id)?.title ?? '…').join(', ')
      : filterText(spec, field, filters, labels, formats, text);
  const onOpened = (next: boolean) => {
    setOpened(next);
    if (!next) onLeft();
  };
  return (
    <span className={classes.chip} data-empty={filters.length === 0 || undefined}>
      <PopoverButton
        opened={opened}
        onOpened={onOpened}
        label={text.t('web.filter.edit', { field: label })}
        trigger={
          <button type="button" className={classes.chipButton}>
            <span className={classes.chipField}>{label}</span>
            {filters.length > 0 && <span className={classes.chipValue}>{says}</span>}
          </button>
        }
      >
        {(close) => (
          <FilterEditor
            field={field}
            spec={spec}
            filters={filters}
            labels={labels}
            titles={titles}
            onChange={onChange}
            close={close}
          />
        )}
      </PopoverButton>
      <button
        type="button"
        className={classes.chipRemove}
        aria-label={text.t('web.filter.remove', { field: label })}
        onClick={() => {
          onChange([]);
          onLeft();
        }}
      >
        <IconX size={13} aria-hidden />
      </button>
    </span>
  );
}
