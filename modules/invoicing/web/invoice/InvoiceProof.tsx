import { type SlotProps, useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { invoice } from '../../contract/index.ts';
import classes from './invoice.module.css';

/** When it was posted, and the seals that show that nothing has been changed since. */
export default function InvoiceProof({ row }: SlotProps<typeof invoice>) {
  const { t } = useText();
  const { dateTime } = useFormats();
  const labels = useLabels(invoice);
  if (!row.postedAt) return null;
  return (
    <section aria-label={labels.group('proof')}>
      <h2 className={classes.heading}>{labels.group('proof')}</h2>
      <p className={classes.label}>{t('invoicing.invoice.proof')}</p>
      <dl className={classes.proof}>
        <dt>{labels.field('postedAt')}</dt>
        <dd>{dateTime(row.postedAt)}</dd>
        <dt>{labels.field('hash')}</dt>
        <dd className={classes.seal}>{row.hash}</dd>
        {row.previousHash && (
          <>
            <dt>{labels.field('previousHash')}</dt>
            <dd className={classes.seal}>{row.previousHash}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
