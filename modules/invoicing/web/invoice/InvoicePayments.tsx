import { type SlotProps, useFormats, useLabels, useList, useText } from '#kernel/web/index.ts';
import { type invoice, payment } from '../../contract/index.ts';
import classes from './invoice.module.css';

/** What has been paid, and how. */
export default function InvoicePayments({ row }: SlotProps<typeof invoice>) {
  const { t } = useText();
  const { date, moneyWithCurrency } = useFormats();
  const labels = useLabels(payment);
  const { rows, isPending } = useList(payment, {
    filters: [{ field: 'invoice', operator: 'eq', value: String(row.id) }],
    sort: '-date',
    limit: 50,
  });
  if (row.state === 'draft' || row.state === 'canceled') return null;
  return (
    <section aria-label={labels.many}>
      <h2 className={classes.heading}>{labels.many}</h2>
      {rows.length === 0 && !isPending && <p className={classes.label}>{t('invoicing.invoice.noPayments')}</p>}
      <ul className={classes.payments}>
        {rows.map((paid) => (
          <li key={paid.id}>
            <span>{date(paid.date)}</span>
            <span className={classes.label}>{labels.value('method', paid.method)}</span>
            <span className={classes.reference}>{paid.reference}</span>
            <b>{moneyWithCurrency(paid.amount)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}
