import { useFormats, useText } from '#kernel/web/index.ts';
import type { LineCoverage } from '#modules/stock/contract/index.ts';
import classes from './order.module.css';

interface CoverageCellProps {
  /** Absent: nothing is reserved for the line and nothing is missing. */
  coverage: LineCoverage | undefined;
  isPreview: boolean;
}

/** What a line has, and what it lacks and when that is expected; in words, the colour only helps. */
export function CoverageCell({ coverage, isPreview }: CoverageCellProps) {
  const { t } = useText();
  const { quantity, date } = useFormats();
  if (!coverage) return <span className={classes.quiet}>–</span>;
  const { reserved, picked, open, expectedOn } = coverage;
  const isMissing = Number(open) > 0;
  return (
    <span className={classes.coverage}>
      {(Number(reserved) > 0 || !isMissing) && (
        <span>
          {t(isPreview ? 'sales.coverage.there' : 'sales.coverage.reserved', { quantity: quantity(reserved) })}
        </span>
      )}
      {Number(picked) > 0 && (
        <span className={classes.quiet}>{t('sales.coverage.picked', { quantity: quantity(picked) })}</span>
      )}
      {isMissing && (
        <span className={classes.missing}>
          {t('sales.coverage.missing', { quantity: quantity(open) })}
          {expectedOn && ` · ${t('sales.coverage.expected', { day: date(expectedOn) })}`}
        </span>
      )}
    </span>
  );
}
