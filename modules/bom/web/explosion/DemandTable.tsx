import { useMemo } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import type { Demand, Explosion } from '../../contract/index.ts';
import { cents } from '../parts/cents.ts';
import { Item } from '../parts/Item.tsx';
import classes from '../parts/page.module.css';

const most = 500;

/** What is needed in all, each variant once: what is missing comes first. */
export function DemandTable({ explosion: { demand, cost } }: { explosion: Explosion }) {
  const { t } = useText();
  const { compare } = useFormats();
  const hasStock = demand.some(({ onHand }) => onHand !== null);
  const sorted = useMemo(() => {
    const isShort = ({ shortage }: Demand) => Number(shortage ?? 0) > 0;
    return [...demand].sort(
      (a, b) => Number(isShort(b)) - Number(isShort(a)) || compare(a.variant.title ?? '', b.variant.title ?? ''),
    );
  }, [demand, compare]);
  return (
    <section className={classes.section} aria-label={t('bom.explosion.demand')}>
      <div className={classes.head}>
        <h2 className={classes.heading}>{t('bom.explosion.demand')}</h2>
      </div>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('bom.explosion.item')}</th>
              <th scope="col" data-align="end">
                {t('bom.explosion.quantity')}
              </th>
              <th scope="col">{t('bom.bom.field.unit')}</th>
              {cost && <CostHeads />}
              {hasStock && <StockHeads />}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, most).map((one) => (
              <DemandLine key={one.variant.id} demand={one} hasCost={cost !== null} hasStock={hasStock} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function CostHeads() {
  const { t } = useText();
  return (
    <>
      <th scope="col" data-align="end">
        {t('bom.explosion.each')}
      </th>
      <th scope="col" data-align="end">
        {t('bom.explosion.cost')}
      </th>
    </>
  );
}

function StockHeads() {
  const { t } = useText();
  return (
    <>
      <th scope="col" data-align="end">
        {t('bom.explosion.onHand')}
      </th>
      <th scope="col" data-align="end">
        {t('bom.explosion.available')}
      </th>
      <th scope="col" data-align="end">
        {t('bom.explosion.shortage')}
      </th>
    </>
  );
}

function DemandLine({ demand, hasCost, hasStock }: { demand: Demand; hasCost: boolean; hasStock: boolean }) {
  const { quantity, money } = useFormats();
  const shown = (amount: string | null) => (amount === null ? null : quantity(amount));
  const isShort = Number(demand.shortage ?? 0) > 0;
  return (
    <tr>
      <th scope="row">
        <Item item={demand.variant} />
      </th>
      <td data-align="end">{quantity(demand.quantity)}</td>
      <td>{demand.unit.subtitle ?? demand.unit.title}</td>
      {hasCost && (
        <>
          <td data-align="end">{demand.unitCost === null ? null : money(demand.unitCost)}</td>
          <td data-align="end">{demand.cost === null ? null : money(cents(demand.cost))}</td>
        </>
      )}
      {hasStock && (
        <>
          <td data-align="end">{shown(demand.onHand)}</td>
          <td data-align="end">{shown(demand.available)}</td>
          <td data-align="end" data-short={isShort || undefined}>
            {isShort ? shown(demand.shortage) : null}
          </td>
        </>
      )}
    </tr>
  );
}
