import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Fields, Reference } from '#kernel/contract/index.ts';
import { isoDate } from '#kernel/web/i18n/date-entry.ts';
import {
  Fault,
  FieldBox,
  useMay,
  usePage,
  usePageTitle,
  useSetSearch,
  useText,
  ValueInput,
} from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { customer } from '#modules/party/contract/index.ts';
import { price, priceList } from '../../contract/index.ts';
import { PriceExplanation } from '../answer/PriceExplanation.tsx';
import { priceQuery } from '../ask-price.ts';
import { useReference } from '../use-reference.ts';
import classes from './finder.module.css';

const digits = (text: string | undefined): number | null => (text && /^\d+$/.test(text) ? Number(text) : null);
const idOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? String((value as Reference).id) : undefined;
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** Customer, article, quantity and day: what does it cost, and why? What is asked stands in the address. */
export default function FinderPage() {
  const { t, language } = useText();
  const may = useMay();
  const { search } = usePage();
  const setSearch = useSetSearch();
  usePageTitle(t('pricing.finder.title'));
  const asked = {
    variant: digits(search.variant) ?? 0,
    customer: digits(search.customer),
    quantity: search.quantity ?? '1',
    date: search.date ?? isoDate(new Date()),
    channel: search.channel ?? null,
  };
  const isAsked = asked.variant > 0;
  const article = useReference(variant.path, isAsked ? asked.variant : null);
  const buyer = useReference(customer.path, asked.customer);
  const { data, error, refetch, isFetching } = useQuery({ ...priceQuery(asked, language), enabled: isAsked });
  return (
    <article className={classes.page}>
      <h1 className={classes.title}>{t('pricing.finder.title')}</h1>
      <div className={classes.form}>
        <Entry
          label={t('pricing.finder.field.variant')}
          resource={price}
          field="variant"
          value={article}
          autoFocus={!isAsked}
          onChange={(value) => setSearch({ variant: idOf(value) })}
        />
        {may(`${customer.name}:read`) && (
          <Entry
            label={t('pricing.finder.field.customer')}
            resource={priceList}
            field="customer"
            value={buyer}
            onChange={(value) => setSearch({ customer: idOf(value) })}
          />
        )}
        <Entry
          label={t('pricing.finder.field.quantity')}
          resource={price}
          field="minQuantity"
          value={asked.quantity}
          onChange={(value) => Number(value) > 0 && setSearch({ quantity: textOf(value) })}
        />
        <Entry
          label={t('pricing.finder.field.date')}
          resource={price}
          field="validFrom"
          value={asked.date}
          onChange={(value) => setSearch({ date: textOf(value) })}
        />
        <Entry
          label={t('pricing.finder.field.channel')}
          resource={priceList}
          field="channel"
          value={asked.channel ?? 'any'}
          onChange={(value) => setSearch({ channel: value === 'any' ? undefined : textOf(value) })}
        />
      </div>
      <div className={classes.answer} aria-busy={isFetching}>
        {!isAsked ? (
          <p className={classes.hint}>{t('pricing.finder.hint')}</p>
        ) : error ? (
          <Fault error={error} onRetry={() => void refetch()} />
        ) : (
          data && <PriceExplanation answer={data} />
        )}
      </div>
    </article>
  );
}

interface EntryProps {
  label: string;
  resource: { name: string; fields: Fields };
  field: string;
  value: unknown;
  autoFocus?: boolean;
  onChange: (value: unknown) => void;
}

/** Name of the record beside its number. */
const nameOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? ((value as Reference).subtitle ?? undefined) : undefined;

/** A field of the question. What is typed and cannot be read stays in it, and is no question yet. */
function Entry({ label, value, onChange, autoFocus = false, ...rest }: EntryProps): ReactNode {
  const [typed, setTyped] = useState<unknown>(value);
  const shown = typeof value === 'object' ? value : typed;
  return (
    <FieldBox label={label} help={nameOf(value)}>
      {({ id }) => (
        <ValueInput
          {...rest}
          id={id}
          aria-label={label}
          value={shown}
          autoFocus={autoFocus}
          onChange={(next) => {
            setTyped(next);
            onChange(next);
          }}
        />
      )}
    </FieldBox>
  );
}
