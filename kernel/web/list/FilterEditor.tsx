import { Button, Input } from '@mantine/core';
import { useState } from 'react';
import type { FieldSpec, Filter, FilterOperator, Reference } from '../../contract/index.ts';
import { isReference } from '../api/rows.ts';
import type { PickItem } from '../api/use-pick.ts';
import PicksEntry from '../entry/PicksEntry.tsx';
import { fieldParts } from '../fields/index.ts';
import type { Labels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { Check } from '../parts/Check.tsx';
import { StateBadge } from '../parts/StateBadge.tsx';
import { dateRanges } from './date-ranges.ts';
import classes from './FilterEditor.module.css';

export interface FilterEditorProps {
  field: string;
  spec: FieldSpec;
  filters: readonly Filter[];
  labels: Labels;
  titles: ReadonlyMap<string, PickItem>;
  onChange: (filters: Filter[]) => void;
  close: () => void;
}

const ranged = new Set(['int', 'quantity', 'money', 'rate', 'date', 'dateTime']);

/** What a filter of this kind of field is chosen with. Each choice shows in the list at once. */
export default function FilterEditor(props: FilterEditorProps) {
  const { spec, filters, field, onChange, close } = props;
  const { t } = useText();
  const empty = filters.find((filter) => filter.operator === 'empty')?.value;
  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <Choice {...props} />
      {!spec.required && spec.kind !== 'bool' && spec.kind !== 'state' && spec.kind !== 'refs' && (
        <div className={classes.row}>
          {(['false', 'true'] as const).map((value) => (
            <Check
              key={value}
              label={t(value === 'true' ? 'web.filter.empty' : 'web.filter.notEmpty')}
              checked={empty === value}
              onChange={(event) => onChange(event.currentTarget.checked ? [{ field, operator: 'empty', value }] : [])}
            />
          ))}
        </div>
      )}
    </form>
  );
}

function Choice(props: FilterEditorProps) {
  const { spec } = props;
  if (spec.values) return <ValuesChoice {...props} />;
  if (spec.kind === 'bool') return <BoolChoice {...props} />;
  if (spec.kind === 'ref' || spec.kind === 'refs') return <RefChoice {...props} />;
  return ranged.has(spec.kind) ? <RangeChoice {...props} /> : <ContainsChoice {...props} />;
}

const one = (field: string, operator: FilterOperator, values: readonly string[]): Filter[] =>
  values.length === 0
    ? []
    : [{ field, operator: values.length === 1 && operator === 'in' ? 'eq' : operator, value: values.join(',') }];

function ValuesChoice({ field, spec, filters, labels, onChange }: FilterEditorProps) {
  const chosen = filters
    .filter(({ operator }) => operator === 'in' || operator === 'eq')
    .flatMap((filter) => filter.value.split(','));
  return (spec.values ?? []).map((value) => (
    <Check
      key={value}
      label={
        spec.kind === 'state' ? (
          <StateBadge state={value} label={labels.value(field, value)} />
        ) : (
          labels.value(field, value)
        )
      }
      checked={chosen.includes(value)}
      onChange={(event) =>
        onChange(
          one(
            field,
            'in',
            event.currentTarget.checked ? [...chosen, value] : chosen.filter((other) => other !== value),
          ),
        )
      }
    />
  ));
}

function BoolChoice({ field, filters, onChange }: FilterEditorProps) {
  const { t } = useText();
  const chosen = filters[0]?.value;
  return ['true', 'false'].map((value) => (
    <Check
      key={value}
      label={t(value === 'true' ? 'web.yes' : 'web.no')}
      checked={chosen === value}
      onChange={(event) => onChange(event.currentTarget.checked ? one(field, 'eq', [value]) : [])}
    />
  ));
}

function RefChoice({ field, spec, filters, titles, labels, onChange }: FilterEditorProps) {
  const { t } = useText();
  const ids = filters
    .filter(({ operator }) => operator === 'in' || operator === 'eq')
    .flatMap((filter) => filter.value.split(','));
  const value: Reference[] = ids.map((id) => ({ id: Number(id), title: titles.get(id)?.title ?? '…' }));
  const pick = (picked: unknown) =>
    onChange(one(field, 'in', Array.isArray(picked) ? picked.filter(isReference).map(({ id }) => String(id)) : []));
  return (
    <PicksEntry
      spec={spec}
      path={field}
      labels={labels}
      value={value}
      onChange={pick}
      onlyKnown
      autoFocus
      placeholder={t('web.pick.placeholder')}
      aria-label={labels.field(field)}
    />
  );
}

function ContainsChoice({ field, filters, labels, onChange }: FilterEditorProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(
    filters.find(({ operator }) => operator === 'contains' || operator === 'eq')?.value ?? '',
  );
  return (
    <Input
      size="xs"
      aria-label={t('web.filter.containsLabel', { field: labels.field(field) })}
      placeholder={t('web.filter.containsPlaceholder')}
      value={typed}
      data-autofocus
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(one(field, 'contains', event.currentTarget.value.trim() ? [event.currentTarget.value.trim()] : []));
      }}
    />
  );
}

/** Bounds of an instant are days to the reader: from its first to its last moment, in the reader's zone. */
const instant = {
  gte: (day: string) => new Date(`${day}T00:00:00`).toISOString(),
  lte: (day: string) => new Date(`${day}T23:59:59.999`).toISOString(),
};
const dayOf = (iso: string) => {
  const at = new Date(iso);
  return Number.isNaN(at.getTime())
    ? iso
    : new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

function RangeChoice({ field, spec, filters, labels, onChange }: FilterEditorProps) {
  const { t } = useText();
  const isInstant = spec.kind === 'dateTime';
  const dated = isInstant || spec.kind === 'date';
  const shownSpec: FieldSpec = { kind: isInstant ? 'date' : spec.kind };
  const { Input: Entry } = fieldParts[shownSpec.kind];
  const get = (operator: 'gte' | 'lte') => {
    const value = filters.find((filter) => filter.operator === operator)?.value ?? null;
    return value !== null && isInstant ? dayOf(value) : spec.kind === 'int' && value !== null ? Number(value) : value;
  };
  const [bounds, setBounds] = useState<{ gte: unknown; lte: unknown }>({ gte: get('gte'), lte: get('lte') });
  const apply = (next: { gte: unknown; lte: unknown }) => {
    setBounds(next);
    const plausible = (value: unknown) =>
      typeof value === 'number'
        ? String(value)
        : typeof value === 'string' && (dated ? /^\d{4}-\d\d-\d\d$/ : /^-?\d+(\.\d+)?$/).test(value)
          ? value
          : null;
    onChange(
      (['gte', 'lte'] as const).flatMap((operator) => {
        const value = plausible(next[operator]);
        return value === null ? [] : [{ field, operator, value: isInstant ? instant[operator](value) : value }];
      }),
    );
  };
  return (
    <>
      {dated && (
        <div className={classes.ranges}>
          {dateRanges(new Date()).map((range) => (
            <Button
              key={range.name}
              size="compact-xs"
              variant={bounds.gte === range.from && bounds.lte === range.to ? 'filled' : 'default'}
              onClick={() => apply({ gte: range.from, lte: range.to })}
            >
              {t(`web.range.${range.name}`)}
            </Button>
          ))}
        </div>
      )}
      <div className={classes.row}>
        {(['gte', 'lte'] as const).map((operator) => (
          <Entry
            key={operator}
            spec={shownSpec}
            path={field}
            labels={labels}
            value={bounds[operator]}
            autoFocus={operator === 'gte' && !dated}
            placeholder={t(operator === 'gte' ? 'web.filter.fromPlaceholder' : 'web.filter.toPlaceholder')}
            aria-label={t(operator === 'gte' ? 'web.filter.fromPlaceholder' : 'web.filter.toPlaceholder')}
            onChange={(value) => apply({ ...bounds, [operator]: value })}
          />
        ))}
      </div>
    </>
  );
}
