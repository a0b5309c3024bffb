import { useFormats, useText } from '#kernel/web/index.ts';
import type { Explosion } from '../../contract/index.ts';
import { cents } from '../parts/cents.ts';
import classes from './explosion.module.css';

/** What it costs, of what shares, and whether everything is there. */
export function ExplosionSummary({ explosion: { cost, demand } }: { explosion: Explosion }) {
  const { t } = useText();
  const { moneyWithCurrency } = useFormats();
  const isStockShown = demand.some(({ shortage }) => shortage !== null);
  const missing = demand.filter(({ shortage, isAssembly }) => !isAssembly && Number(shortage ?? 0) > 0).length;
  return (
    <>
      <dl className={classes.figures}>
        {cost && (
          <>
            <Figure label={t('bom.explosion.total')} value={moneyWithCurrency(cents(cost.total))} strong />
            <Figure label={t('bom.explosion.each')} value={moneyWithCurrency(cost.unit)} />
            <Figure label={t('bom.explosion.material')} value={moneyWithCurrency(cents(cost.material))} />
            <Figure label={t('bom.explosion.operations')} value={moneyWithCurrency(cents(cost.operations))} />
          </>
        )}
        {isStockShown && (
          <Figure
            label={t('bom.explosion.shortage')}
            value={t('bom.explosion.short', { count: missing })}
            tone={missing > 0 ? 'wrong' : 'good'}
          />
        )}
      </dl>
      {cost?.isIncomplete && <p className={classes.note}>{t('bom.explosion.incomplete')}</p>}
    </>
  );
}

interface FigureProps {
  label: string;
  value: string;
  strong?: boolean;
  tone?: 'good' | 'wrong';
}
const Figure = ({ label, value, strong, tone }: FigureProps) => (
  <div>
    <dt>{label}</dt>
    <dd data-strong={strong || undefined} data-tone={tone}>
      {value}
    </dd>
  </div>
);
