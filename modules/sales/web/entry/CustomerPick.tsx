import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { ListResult, Reference } from '#kernel/contract/index.ts';
import { FieldBox, PageLink, request, useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { customer } from '#modules/party/contract/index.ts';
import { salesOrder } from '../../contract/index.ts';
import classes from './head.module.css';
import type { Customer } from './head-values.ts';
import { Suggest } from './Suggest.tsx';

const shown = 12;

async function findCustomers(q: string, signal: AbortSignal): Promise<Customer[]> {
  const params = new URLSearchParams({
    q,
    limit: String(shown),
    fields: 'number,name,city,country,phone,deliveryBlocked',
  });
  return (await request<ListResult<Customer>>(`${customer.path}?${params}`, { signal })).items;
}

interface CustomerPickProps {
  value: Reference | null;
  /** The chosen customer's record, once it is there. */
  owner: Customer | undefined;
  fault: string | undefined;
  autoFocus: boolean;
  /** `goesOn`: by Enter or click, straight to the lines. */
  onPick: (picked: Reference, goesOn: boolean) => void;
}

/** Whose order it is: found by number, name, city or phone; below it what to know before writing the first line. */
export function CustomerPick({ value, owner, fault, autoFocus, onPick }: CustomerPickProps) {
  const { t } = useText();
  const labels = useLabels(salesOrder);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value ? [value.title, value.subtitle].filter(Boolean).join(' · ') : '');
  return (
    <div className={classes.customer} data-head="customer">
      <FieldBox label={labels.field('customer')} required error={fault}>
        {({ id, describedBy }) => (
          <Suggest
            id={id}
            describedBy={describedBy}
            label={labels.field('customer')}
            text={text}
            searching={typed !== null}
            onText={setTyped}
            onReset={() => setTyped(null)}
            onLeave={() => setTyped(null)}
            scope="customer"
            find={findCustomers}
            keyOf={(one) => one.id}
            render={(one) => <CustomerOption owner={one} />}
            onPick={(one, by) => {
              setTyped(null);
              onPick({ id: one.id, title: one.number, subtitle: one.name }, by !== 'Tab');
            }}
            invalid={fault !== undefined}
            autoFocus={autoFocus}
            placeholder={t('sales.entry.customer.placeholder')}
          />
        )}
      </FieldBox>
      {owner && <CustomerFacts owner={owner} />}
    </div>
  );
}

function CustomerOption({ owner }: { owner: Customer }) {
  const { t } = useText();
  return (
    <span className={classes.option}>
      <span className={classes.optionNumber}>{owner.number}</span>
      <span className={classes.optionName}>{owner.name}</span>
      <span className={classes.optionPlace}>
        {[owner.city, owner.country === 'DE' ? null : owner.country].filter(Boolean).join(', ')}
      </span>
      <span className={classes.optionPhone}>
        {owner.deliveryBlocked ? <b className={classes.blockedWord}>{t('sales.entry.blocked.word')}</b> : owner.phone}
      </span>
    </span>
  );
}

function CustomerFacts({ owner }: { owner: Customer }) {
  const { t } = useText();
  const { rate } = useFormats();
  return (
    <>
      {owner.deliveryBlocked && (
        <p className={classes.blocked} role="alert">
          <IconAlertTriangle size={16} aria-hidden />
          {t('sales.entry.blocked')}
        </p>
      )}
      <p className={classes.facts}>
        <span>{owner.priceTier?.title}</span>
        {owner.discount && <span>{t('sales.entry.discount', { discount: rate(owner.discount) })}</span>}
        {owner.phone && <a href={`tel:${owner.phone.replace(/\s/g, '')}`}>{owner.phone}</a>}
        <PageLink path={`${customer.path}/${owner.id}`} target="_blank">
          {t('sales.entry.customer.open')}
        </PageLink>
      </p>
    </>
  );
}
