import { IconChevronRight } from '@tabler/icons-react';
import { useRows } from '#kernel/web/api/use-list.ts';
import { type AnyRow, PageLink, StateBadge, useLabels, useMay, useRecord, useText } from '#kernel/web/index.ts';
import { useRegistry } from '#kernel/web/registry.tsx';
import { salesOrder } from '../../contract/index.ts';
import classes from './way.module.css';
import { type WayStep, wayStepsFrom } from './way-steps.ts';

/** Documents of a kind shown by name; of more there is only their number, which leads to the list. */
const most = 3;

export interface OrderWayProps {
  /** Id of the order. */
  order: number;
  /** The record on whose page the bar stands. */
  here: { resource: string; id: number };
}

/** The way of an order through its documents: where it stands, and what has become of it. */
export default function OrderWay({ order, here }: OrderWayProps) {
  const { t } = useText();
  const may = useMay();
  const { resources } = useRegistry();
  const steps = wayStepsFrom(resources, salesOrder.name).filter(({ resource }) => may(`${resource.name}:read`));
  return (
    <nav aria-label={t('sales.way')} className={classes.way}>
      <ol>
        {may(`${salesOrder.name}:read`) && <OrderStep id={order} here={here} />}
        {steps.map((step) => (
          <DocumentsStep key={step.resource.name} step={step} order={order} here={here} />
        ))}
      </ol>
    </nav>
  );
}

function OrderStep({ id, here }: { id: number; here: OrderWayProps['here'] }) {
  const labels = useLabels(salesOrder);
  const { data } = useRecord(salesOrder, id);
  return (
    <li className={classes.step}>
      <span className={classes.kind}>{labels.one}</span>
      <span className={classes.documents}>
        {data && <Document resource={salesOrder} row={data as unknown as AnyRow} here={here} />}
      </span>
    </li>
  );
}

function DocumentsStep({ step, order, here }: { step: WayStep; order: number; here: OrderWayProps['here'] }) {
  const { t } = useText();
  const { resource, field } = step;
  const labels = useLabels(resource);
  const { rows, total } = useRows<AnyRow>(resource, {
    filters: [{ field, operator: 'eq', value: String(order) }],
    fields: [resource.title, 'state'],
    sort: 'id',
    limit: most + 1,
  });
  return (
    <li className={classes.step} data-open={rows.length === 0 || undefined}>
      <IconChevronRight size={16} aria-hidden className={classes.arrow} />
      <span className={classes.kind}>{rows.length > 1 ? labels.many : labels.one}</span>
      <span className={classes.documents}>
        {rows.length === 0 && t('sales.way.none')}
        {rows.slice(0, most).map((row) => (
          <Document key={row.id} resource={resource} row={row} here={here} />
        ))}
        {rows.length > most && (
          <PageLink path={resource.path} search={{ [`filter[${field}]`]: String(order) }}>
            {t('sales.way.all', { count: total })}
          </PageLink>
        )}
      </span>
    </li>
  );
}

interface DocumentProps {
  resource: { name: string; path: string; title: string };
  row: AnyRow;
  here: OrderWayProps['here'];
}

function Document({ resource, row, here }: DocumentProps) {
  const { t } = useText();
  const labels = useLabels(resource);
  const number = row[resource.title];
  const title = typeof number === 'string' ? number : t('sales.way.noNumber');
  const isHere = here.resource === resource.name && here.id === row.id;
  const state = String(row.state);
  return (
    <span className={classes.document}>
      {isHere ? <b aria-current="page">{title}</b> : <PageLink path={`${resource.path}/${row.id}`}>{title}</PageLink>}
      <StateBadge state={state} label={labels.value('state', state)} />
    </span>
  );
}
