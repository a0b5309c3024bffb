import { Button } from '@mantine/core';
import { IconBuildingWarehouse, IconListSearch, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reference } from '#kernel/contract/index.ts';
import {
  AskedField,
  faultText,
  fieldMessages,
  idFor,
  keys,
  request,
  useGo,
  useSave,
  useText,
} from '#kernel/web/index.ts';
import { location } from '#modules/stock/contract/index.ts';
import { count } from '../../contract/index.ts';
import classes from './plan.module.css';

const kinds = [
  { kind: 'full', Icon: IconBuildingWarehouse },
  { kind: 'zone', Icon: IconListSearch },
  { kind: 'cyclic', Icon: IconRefresh },
] as const;
type Values = Record<string, unknown>;
/** What is asked for each kind; the rest does not concern it. */
const asked = {
  full: ['warehouse', 'includesEmpty'],
  zone: ['location', 'includesEmpty'],
  cyclic: ['warehouse', 'abcClass', 'notCountedFor', 'mostPlaces'],
} as const;
const rules = ['tolerance', 'date', 'note'] as const;
const initial: Values = { includesEmpty: true, freezes: false };

/** A reference as its id, everything else as it was entered; what is left open is not sent. */
function valuesOf(kind: keyof typeof asked, values: Values): Values {
  const names: readonly string[] = [...asked[kind], ...rules, 'freezes'];
  const given = Object.entries(values)
    .filter(([name, value]) => names.includes(name) && value !== null && value !== undefined && value !== '')
    .map(([name, value]) => [name, idFor(value) === undefined ? value : (value as Reference).id]);
  return { kind, ...Object.fromEntries(given) };
}

/** The warehouse of the main store, which is meant where nobody says another. */
function useMainWarehouse(): Reference | null {
  const { data } = useQuery({
    queryKey: keys.list(location.name, 'main warehouse'),
    queryFn: ({ signal }) =>
      request<{ items: { warehouse: Reference | null }[] }>(
        `${location.path}?filter[isDefault]=true&filter[kind]=storage&filter[purpose]=sale&sort=id&limit=1`,
        { signal },
      ),
  });
  return data?.items[0]?.warehouse ?? null;
}

/** Plans a stocktake: what for, what of, and by which rules; the next page says what it takes in. */
export default function PlanPage() {
  const text = useText();
  const { t } = text;
  const go = useGo();
  const save = useSave(count);
  const [kind, setKind] = useState<keyof typeof asked>('full');
  const [values, setValues] = useState<Values>(initial);
  const set = (field: string) => (value: unknown) => setValues((now) => ({ ...now, [field]: value }));
  const warehouse = useMainWarehouse();
  const entered: Values = { warehouse, ...values };
  const plan = async () => {
    const { id } = await save.mutateAsync({ values: valuesOf(kind, entered) });
    go(`${count.path}/${id}`, { replace: true });
  };
  const fault = save.error ? faultText(save.error, text) : null;
  const problems = save.error ? Object.values(fieldMessages(save.error)) : [];
  const ask = (field: keyof typeof count.fields) => (
    <AskedField
      key={`${kind} ${field}`}
      label={t(`stocktake.count.field.${field}`)}
      resource={count}
      field={field}
      value={entered[field] ?? null}
      onChange={set(field)}
    />
  );
  const tick = (field: 'includesEmpty' | 'freezes') => (
    <label key={field} className={classes.tick}>
      <input
        type="checkbox"
        checked={values[field] === true}
        onChange={(event) => set(field)(event.currentTarget.checked)}
      />
      <span>
        {t(`stocktake.count.field.${field}`)}
        <small>{t(`stocktake.plan.${field}`)}</small>
      </span>
    </label>
  );
  return (
    <form
      className={classes.page}
      onSubmit={(event) => {
        event.preventDefault();
        void plan().catch(() => undefined);
      }}
    >
      <h1 className={classes.title}>{t('stocktake.plan.title')}</h1>
      <fieldset className={classes.kinds} aria-label={t('stocktake.count.field.kind')}>
        {kinds.map(({ kind: one, Icon }) => (
          <button
            key={one}
            type="button"
            className={classes.kind}
            aria-pressed={one === kind}
            onClick={() => setKind(one)}
          >
            <Icon size={22} stroke={1.5} aria-hidden />
            <strong>{t(`stocktake.count.value.kind.${one}`)}</strong>
            <span>{t(`stocktake.plan.kind.${one}`)}</span>
          </button>
        ))}
      </fieldset>
      <section className={classes.fields} aria-label={t('stocktake.count.group.scope')}>
        {asked[kind].map((field) => (field === 'includesEmpty' ? tick(field) : ask(field)))}
      </section>
      <h2 className={classes.heading}>{t('stocktake.count.group.rules')}</h2>
      <section className={classes.fields}>
        {rules.map(ask)}
        {tick('freezes')}
      </section>
      {fault && (
        <p className={classes.fault} role="alert">
          {fault.title} {problems.join(' ')}
        </p>
      )}
      <div>
        <Button type="submit" loading={save.isPending}>
          {t('stocktake.plan.submit')}
        </Button>
      </div>
    </form>
  );
}
