import { useQuery } from '@tanstack/react-query';
import { isoDate } from '#kernel/web/i18n/date-entry.ts';
import {
  AskedField,
  Fault,
  idFor,
  idIn,
  textFor,
  useMay,
  usePage,
  usePageTitle,
  useReference,
  useSetSearch,
  useText,
  Waiting,
} from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { customer } from '#modules/party/contract/index.ts';
import { price, priceList } from '../../contract/index.ts';
import { PriceExplanation } from '../answer/PriceExplanation.tsx';
import { priceQuery } from '../ask-price.ts';
import classes from './finder.module.css';

/** Customer, article, quantity and day: what does it cost, and why? What is asked stands in the address. */
export default function FinderPage() {
  const { t, language } = useText();
  const may = useMay();
  const { search } = usePage();
  const setSearch = useSetSearch();
  usePageTitle(t('pricing.finder.title'));
  const asked = {
    variant: idIn(search.variant) ?? 0,
    customer: idIn(search.customer),
    quantity: search.quantity ?? '1',
    date: search.date ?? isoDate(new Date()),
    channel: search.channel ?? null,
  };
  const isAsked = asked.variant > 0;
  const article = useReference(variant, isAsked ? asked.variant : null);
  const buyer = useReference(customer, asked.customer);
  const { data, error, refetch, isFetching } = useQuery({ ...priceQuery(asked, language), enabled: isAsked });
  return (
    <article className={classes.page}>
      <h1 className={classes.title}>{t('pricing.finder.title')}</h1>
      <div className={classes.form}>
        <AskedField
          label={t('pricing.finder.field.variant')}
          resource={price}
          field="variant"
          value={article}
          autoFocus={!isAsked}
          onChange={(value) => setSearch({ variant: idFor(value) })}
        />
        {may(`${customer.name}:read`) && (
          <AskedField
            label={t('pricing.finder.field.customer')}
            resource={priceList}
            field="customer"
            value={buyer}
            onChange={(value) => setSearch({ customer: idFor(value) })}
          />
        )}
        <AskedField
          label={t('pricing.finder.field.quantity')}
          resource={price}
          field="minQuantity"
          value={asked.quantity}
          onChange={(value) => Number(value) > 0 && setSearch({ quantity: textFor(value) })}
        />
        <AskedField
          label={t('pricing.finder.field.date')}
          resource={price}
          field="validFrom"
          value={asked.date}
          onChange={(value) => setSearch({ date: textFor(value) })}
        />
        <AskedField
          label={t('pricing.finder.field.channel')}
          resource={priceList}
          field="channel"
          value={asked.channel ?? 'any'}
          onChange={(value) => setSearch({ channel: value === 'any' ? undefined : textFor(value) })}
        />
      </div>
      <div className={classes.answer} aria-busy={isFetching}>
        {!isAsked ? (
          <p className={classes.hint}>{t('pricing.finder.hint')}</p>
        ) : error ? (
          <Fault error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <PriceExplanation answer={data} />
        ) : (
          <Waiting />
        )}
      </div>
    </article>
  );
}
