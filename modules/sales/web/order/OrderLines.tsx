import { IconAlertTriangle } from '@tabler/icons-react';
import { PageLink, type SlotProps, useMay, useText } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import DocumentLines from '../lines/DocumentLines.tsx';
import { CoverageCell } from './CoverageCell.tsx';
import classes from './order.module.css';
import { useCoverage } from './use-coverage.ts';

const entered = ['quantity', 'unit', 'price', 'discount', 'taxPercent', 'amount'];
const progress = ['delivered', 'invoiced'];

/** What was ordered, at which price, whether it is there, and from the confirmation on how far it has come. */
export default function OrderLines({ row }: SlotProps<typeof salesOrder>) {
  const { t } = useText();
  const may = useMay();
  const { data: coverage } = useCoverage(row);
  const isCut = row.lines?.some(({ canceled }) => Number(canceled) > 0);
  const show = row.state === 'draft' ? entered : [...entered, ...progress, ...(isCut ? ['canceled'] : [])];
  const why = may('pricing.price:read') ? { customer: row.customer.id, date: row.date } : undefined;
  const byLine = new Map(coverage?.items.map((one) => [one.line, one]));
  const hasReserved = coverage?.isPreview === false && coverage.items.some(({ reserved }) => Number(reserved) > 0);
  const missing = coverage?.items.filter(({ open }) => Number(open) > 0).length ?? 0;
  return (
    <>
      {coverage && missing > 0 && (
        <p className={classes.short} role="status">
          <IconAlertTriangle size={16} aria-hidden />
          {t(coverage.isPreview ? 'sales.coverage.wouldWait' : 'sales.coverage.waiting', { count: missing })}
          {!coverage.isPreview && may('stock.demand:read') && (
            <PageLink path="stock/demands" search={{ resource: salesOrder.name, source: String(row.id) }}>
              {t('sales.coverage.demand')}
            </PageLink>
          )}
        </p>
      )}
      <DocumentLines
        resource={salesOrder}
        lines={row.lines ?? []}
        show={show}
        why={why}
        {...(coverage && {
          more: {
            label: t('sales.coverage'),
            cell: ({ id = 0 }) => <CoverageCell coverage={byLine.get(id)} isPreview={coverage.isPreview} />,
          },
        })}
      />
      {hasReserved && may('stock.reservation:release') && (
        <p className={classes.foot}>
          <PageLink
            path="stock/reservations"
            search={{ 'filter[sourceResource]': salesOrder.name, 'filter[sourceId]': String(row.id) }}
          >
            {t('sales.coverage.reservations')}
          </PageLink>
        </p>
      )}
    </>
  );
}
