import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reference } from '#kernel/contract/index.ts';
import {
  Fault,
  faultText,
  idIn,
  keys,
  Message,
  notify,
  PageLink,
  request,
  useFormats,
  useGo,
  useIntent,
  useList,
  useMay,
  usePage,
  usePageTitle,
  useSetSearch,
  useText,
  useWatch,
  Waiting,
} from '#kernel/web/index.ts';
import { ChipChoice } from '#kernel/web/parts/ChipChoice.tsx';
import { PageFrame } from '#kernel/web/parts/PageFrame.tsx';
import { reservation, warehouse } from '#modules/stock/contract/index.ts';
import { type PickableOrder, type PickableOrders, pickList, plansWaves, wave } from '../../contract/index.ts';
import classes from './plan.module.css';

const nameOf = ({ title, subtitle }: Reference) => [title, subtitle].filter(Boolean).join(' ');

/** Chooses the orders of the next walk, and leads back to those that have begun. */
export default function PlanPage() {
  const { t } = useText();
  const { search } = usePage();
  const inWarehouse = idIn(search.warehouse);
  usePageTitle(t('picking.plan.title'));
  useWatch(reservation.name);
  useWatch(pickList.name);
  const asked = inWarehouse === null ? '' : `?warehouse=${inWarehouse}`;
  const query = useQuery({
    queryKey: keys.list(pickList.name, `orders ${asked}`),
    queryFn: ({ signal }) => request<PickableOrders>(`picking/orders${asked}`, { signal }),
    staleTime: 5_000,
  });
  const orders = query.data?.items ?? [];
  const warehouseId = inWarehouse ?? query.data?.warehouse ?? null;
  return (
    <PageFrame title={t('picking.plan.title')} actions={<Warehouses chosen={warehouseId} />}>
      <OpenWaves />
      {query.error ? (
        <Fault error={query.error} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Waiting />
      ) : orders.length === 0 ? (
        <Message title={t('picking.plan.empty')} role="status">
          {t('picking.plan.empty.body')}
        </Message>
      ) : (
        <Orders key={warehouseId} orders={orders} inWarehouse={query.data.warehouse} />
      )}
    </PageFrame>
  );
}

function Warehouses({ chosen }: { chosen: number | null }) {
  const { t } = useText();
  const setSearch = useSetSearch();
  const { rows } = useList(warehouse, { sort: 'code', limit: 50, fields: ['code', 'name'] });
  return (
    <ChipChoice
      isBig
      label={t('stock.warehouse.plural')}
      options={rows.map(({ id, code }) => ({ id, name: code }))}
      value={chosen}
      onChange={(id) => setSearch({ warehouse: String(id) })}
    />
  );
}

/** Walks that have begun: whoever comes by goes on with them. */
function OpenWaves() {
  const { t } = useText();
  const { dateTime } = useFormats();
  const { rows } = useList(wave, {
    filters: [{ field: 'state', operator: 'eq', value: 'open' }],
    sort: 'number',
    limit: 20,
  });
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('picking.plan.open')}>
      <h2 className={classes.section}>{t('picking.plan.open')}</h2>
      <ul className={classes.waves}>
        {rows.map(({ id, number, orders, createdAt }) => (
          <li key={id}>
            <PageLink path={`picking/waves/${id}/walk`} className={classes.wave}>
              <strong>{number}</strong>
              <span>{t('picking.plan.orders', { count: orders })}</span>
              <span className={classes.quiet}>{dateTime(createdAt)}</span>
              <span className={classes.go}>{t('picking.plan.resume')}</span>
            </PageLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OrdersProps {
  orders: readonly PickableOrder[];
  inWarehouse: number;
}

function Orders({ orders, inWarehouse }: OrdersProps) {
  const text = useText();
  const { t } = text;
  const may = useMay();
  const go = useGo();
  const intent = useIntent();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [isBusy, setBusy] = useState(false);
  const here = chosen.filter((id) => orders.some(({ order }) => order.id === id));
  const toggle = (id: number) => setChosen(here.includes(id) ? here.filter((one) => one !== id) : [...here, id]);
  const start = async () => {
    const body = { orders: here, warehouse: inWarehouse };
    setBusy(true);
    try {
      const made = await request<{ id: number }>('picking/plans', {
        method: 'POST',
        body,
        idempotencyKey: intent.key(body),
      });
      intent.done();
      go(`picking/waves/${made.id}/walk`);
    } catch (error) {
      const { title, body: detail } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(detail ? { detail } : {}) });
      setBusy(false);
    }
  };
  const isAll = here.length === orders.length;
  return (
    <section className={classes.orders} aria-label={t('picking.plan.title')}>
      <div className={classes.bar}>
        <span className={classes.quiet}>{t('picking.plan.hint')}</span>
        {may(plansWaves) && (
          <Button
            size="md"
            className={classes.start ?? ''}
            loading={isBusy}
            disabled={here.length === 0}
            onClick={() => void start()}
          >
            {t('picking.plan.start', { count: here.length })}
          </Button>
        )}
      </div>
      <label className={classes.all}>
        <input
          type="checkbox"
          className={classes.check}
          checked={isAll}
          onChange={() => setChosen(isAll ? [] : orders.map(({ order }) => order.id))}
        />
        {t('picking.plan.all')}
      </label>
      <ul className={classes.list}>
        {orders.map((one) => (
          <OrderRow
            key={one.order.id}
            order={one}
            isChosen={here.includes(one.order.id)}
            onToggle={() => toggle(one.order.id)}
          />
        ))}
      </ul>
    </section>
  );
}

interface OrderRowProps {
  order: PickableOrder;
  isChosen: boolean;
  onToggle: () => void;
}

function OrderRow({
  order: { order, customer, due, lines, places, quantity, missing },
  isChosen,
  onToggle,
}: OrderRowProps) {
  const { t } = useText();
  const { date, quantity: shown, int } = useFormats();
  return (
    <li>
      <label className={classes.order} data-chosen={isChosen || undefined}>
        <input
          type="checkbox"
          className={classes.check}
          aria-label={t('picking.plan.choose', { order: order.title ?? '' })}
          checked={isChosen}
          onChange={onToggle}
        />
        <span className={classes.who}>
          <strong>{order.title}</strong>
          <span className={classes.quiet}>{nameOf(customer)}</span>
        </span>
        <Fact label={t('picking.plan.due')} value={date(due)} />
        <Fact label={t('picking.plan.lines')} value={int(lines)} />
        <Fact label={t('picking.plan.places')} value={int(places)} />
        <Fact label={t('picking.plan.quantity')} value={shown(quantity)} />
        {missing === '0' ? (
          <span className={classes.fact} />
        ) : (
          <Fact label={t('picking.plan.missing')} value={shown(missing)} isShort />
        )}
      </label>
    </li>
  );
}

function Fact({ label, value, isShort }: { label: string; value: string; isShort?: boolean }) {
  return (
    <span className={classes.fact} data-short={isShort || undefined}>
      <small>{label}</small>
      {value}
    </span>
  );
}
