import { IconAlertTriangle } from '@tabler/icons-react';
import { isoDate } from '#kernel/web/i18n/date-entry.ts';
import { type SlotProps, useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { invoice } from '../../contract/index.ts';
import { daysUntil } from './due.ts';
import classes from './invoice.module.css';

/** What is still to come, until when, and what the invoice is made up of. */
export default function InvoiceMoney({ row }: SlotProps<typeof invoice>) {
  const { t } = useText();
  const { moneyWithCurrency, rate } = useFormats();
  const labels = useLabels(invoice);
  const isOpen = row.state === 'open';
  return (
    <>
      {isOpen && (
        <div className={classes.open}>
          <span className={classes.label}>{labels.field('openAmount')}</span>
          <strong>{moneyWithCurrency(row.openAmount)}</strong>
          {row.dueDate && <DueDate dueDate={row.dueDate} />}
        </div>
      )}
      <dl className={classes.sums}>
        <div>
          <dt>{labels.field('netTotal')}</dt>
          <dd>{moneyWithCurrency(row.netTotal)}</dd>
        </div>
        {(row.taxes ?? []).map((tax) => (
          <div key={tax.rate}>
            <dt>{t('invoicing.invoice.tax', { rate: rate(tax.rate) })}</dt>
            <dd>{moneyWithCurrency(tax.tax)}</dd>
          </div>
        ))}
        <div className={classes.gross}>
          <dt>{labels.field('grossTotal')}</dt>
          <dd>{moneyWithCurrency(row.grossTotal)}</dd>
        </div>
        {row.paidAmount !== '0.00' && (
          <div>
            <dt>{labels.field('paidAmount')}</dt>
            <dd>{moneyWithCurrency(row.paidAmount)}</dd>
          </div>
        )}
      </dl>
      {row.taxIncluded && <p className={classes.label}>{labels.field('taxIncluded')}</p>}
    </>
  );
}

function DueDate({ dueDate }: { dueDate: string }) {
  const { t } = useText();
  const { date } = useFormats();
  const days = daysUntil(dueDate, isoDate(new Date()));
  if (days >= 0) return <span>{t('invoicing.invoice.due', { date: date(dueDate), days })}</span>;
  return (
    <span className={classes.overdue}>
      <IconAlertTriangle size={15} aria-hidden />
      {t('invoicing.invoice.overdue', { date: date(dueDate), days: -days })}
    </span>
  );
}
