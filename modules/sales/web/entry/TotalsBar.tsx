import { useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import classes from './entry.module.css';
import type { Amounts } from './line-amounts.ts';

/** What the order comes to, always in sight. */
export function TotalsBar({ amounts, taxIncluded }: { amounts: Amounts; taxIncluded: boolean }) {
  const { t } = useText();
  const { moneyWithCurrency } = useFormats();
  const labels = useLabels(salesOrder);
  return (
    <div className={classes.totals} role="status" aria-label={labels.group('totals')}>
      <p>
        {t('sales.entry.lines', { count: amounts.count })}
        {taxIncluded && ` · ${labels.field('taxIncluded')}`}
      </p>
      <dl>
        {(['netTotal', 'taxTotal', 'grossTotal'] as const).map((name) => (
          <div key={name} className={name === 'grossTotal' ? classes.gross : undefined}>
            <dt>{labels.field(name)}</dt>
            <dd>{moneyWithCurrency(amounts[name])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
