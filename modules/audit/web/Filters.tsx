import { Button, Input } from '@mantine/core';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { f, type Reference } from '#kernel/contract/index.ts';
import type { PickItem } from '#kernel/web/api/use-pick.ts';
import { IconButton, keys, request, useFormats, useMay, useText, ValueInput } from '#kernel/web/index.ts';
import { dateRanges } from '#kernel/web/list/date-ranges.ts';
import { useRegistry } from '#kernel/web/registry.tsx';
import { user } from '#modules/identity/contract/index.ts';
import classes from './audit.module.css';
import { type EntryFilter, isFiltered } from './use-entries.ts';
import { useEntryLabels } from './use-entry-labels.ts';

/** The fields of the filter, so that the pages' own inputs serve here too. */
const filterFields = {
  name: 'audit.entry',
  fields: { user: f.ref(user.name), from: f.date(), to: f.date() },
};
const usualActions = ['create', 'update', 'delete'];
const shownRanges = new Set(['today', 'thisWeek', 'thisMonth']);

interface FiltersProps {
  filter: EntryFilter;
  onChange: (change: Partial<EntryFilter>) => void;
}

/** Whose changes of what, when; everything stands in the URL. */
export function Filters({ filter, onChange }: FiltersProps) {
  const { t } = useText();
  const day = (name: 'from' | 'to') => (
    <div className={classes.day}>
      <ValueInput
        resource={filterFields}
        field={name}
        aria-label={t(`audit.filter.${name}`)}
        placeholder={t(`audit.filter.${name}`)}
        value={filter[name] || null}
        onChange={(value) => {
          if (value === null || isDay(value)) onChange({ [name]: value ?? '' });
        }}
      />
    </div>
  );
  return (
    <search className={classes.filters}>
      <ResourceFilter filter={filter} onChange={onChange} />
      <ActionFilter filter={filter} onChange={onChange} />
      <UserFilter filter={filter} onChange={onChange} />
      {day('from')}
      {day('to')}
      {dateRanges(new Date())
        .filter(({ name }) => shownRanges.has(name))
        .map(({ name, from, to }) => (
          <Button
            key={name}
            size="compact-sm"
            variant={filter.from === from && filter.to === to ? 'filled' : 'default'}
            aria-pressed={filter.from === from && filter.to === to}
            onClick={() => onChange({ from, to })}
          >
            {t(`web.range.${name}`)}
          </Button>
        ))}
      {isFiltered(filter) && (
        <IconButton
          label={t('web.filter.clear')}
          onClick={() => onChange({ resource: '', user: '', action: '', from: '', to: '' })}
        >
          <IconX size={16} />
        </IconButton>
      )}
    </search>
  );
}

const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

function ResourceFilter({ filter, onChange }: FiltersProps) {
  const { t } = useText();
  const may = useMay();
  const { compare } = useFormats();
  const { modules } = useRegistry();
  const groups = modules
    .map(({ contract }) => ({
      name: contract.module.name,
      resources: contract.resources
        .filter(({ name }) => may(`${name}:read`))
        .map(({ name }) => ({ name, label: t(`${name}.plural`) }))
        .sort((a, b) => compare(a.label, b.label)),
    }))
    .filter(({ resources }) => resources.length > 0);
  return (
    <Input
      component="select"
      size="xs"
      pointer
      rightSection={<IconChevronDown size={14} aria-hidden />}
      aria-label={t('audit.filter.resource')}
      value={filter.resource}
      // The acts of one resource mean nothing for another.
      onChange={(event) => onChange({ resource: event.currentTarget.value, action: '' })}
    >
      <option value="">{t('audit.filter.anyResource')}</option>
      {groups.map(({ name, resources }) => (
        <optgroup key={name} label={t(`module.${name}`)}>
          {resources.map((resource) => (
            <option key={resource.name} value={resource.name}>
              {resource.label}
            </option>
          ))}
        </optgroup>
      ))}
    </Input>
  );
}

function ActionFilter({ filter, onChange }: FiltersProps) {
  const { t } = useText();
  const names = useEntryLabels();
  const verbs = Object.keys(names.resourceOf(filter.resource)?.verbs ?? {});
  const known = [...usualActions, ...verbs];
  const actions = filter.action && !known.includes(filter.action) ? [...known, filter.action] : known;
  return (
    <Input
      component="select"
      size="xs"
      pointer
      rightSection={<IconChevronDown size={14} aria-hidden />}
      aria-label={t('audit.filter.action')}
      value={filter.action}
      onChange={(event) => onChange({ action: event.currentTarget.value })}
    >
      <option value="">{t('audit.filter.anyAction')}</option>
      {actions.map((action) => (
        <option key={action} value={action}>
          {names.action(filter.resource, action)}
        </option>
      ))}
    </Input>
  );
}

function UserFilter({ filter, onChange }: FiltersProps) {
  const { t } = useText();
  const may = useMay();
  const isOpen = may(`${user.name}:read`);
  const { data } = useQuery({
    queryKey: keys.pick(user.name, `id=${filter.user}`),
    queryFn: () => request<{ items: PickItem[] }>(`${user.path}/pick?id=${encodeURIComponent(filter.user)}`),
    staleTime: 300_000,
    enabled: isOpen && filter.user !== '',
  });
  if (!isOpen) return null;
  const chosen: Reference | null = filter.user
    ? { id: Number(filter.user), title: data?.items[0]?.subtitle ?? data?.items[0]?.title ?? '…' }
    : null;
  return (
    <div className={classes.user}>
      <ValueInput
        resource={filterFields}
        field="user"
        aria-label={t('audit.filter.user')}
        placeholder={t('audit.filter.anyUser')}
        value={chosen}
        onChange={(value) => {
          const id = (value as Reference | null)?.id;
          if (value === null || typeof id === 'number') onChange({ user: id === undefined ? '' : String(id) });
        }}
      />
    </div>
  );
}
