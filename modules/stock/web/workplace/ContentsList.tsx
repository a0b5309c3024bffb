import { useFormats, useText, Waiting } from '#kernel/web/index.ts';
import type { LyingGoods } from '../../contract/index.ts';
import type { useContents } from './use-contents.ts';
import classes from './work.module.css';

interface ContentsListProps {
  title: string;
  contents: ReturnType<typeof useContents>;
  /** Shows these alone. */
  only?: number | null;
  onChoose?: (row: LyingGoods) => void;
}

/** What lies somewhere; a touch takes it in the hand as a scan does. */
export function ContentsList({ title, contents, only = null, onChoose }: ContentsListProps) {
  const { t } = useText();
  const { quantity, date } = useFormats();
  if (contents.isPending && contents.fetchStatus !== 'idle') return <Waiting />;
  const shown = contents.items.filter(({ product }) => only === null || product.id === only);
  return (
    <section>
      <h2 className={classes.logTitle}>{title}</h2>
      {shown.length === 0 ? (
        <p className={classes.nothing}>{t('stock.work.empty')}</p>
      ) : (
        <ul className={classes.rows}>
          {shown.map((row) => {
            const { product, lot, compartment, onHand, reserved, unit, tracking } = row;
            const facts = [
              product.subtitle,
              lot && t(tracking === 'serial' ? 'stock.work.serialIs' : 'stock.work.lotIs', { lot: lot.number }),
              lot?.expiresOn && t('stock.work.expires', { date: date(lot.expiresOn) }),
              compartment?.title,
            ].filter(Boolean);
            const content = (
              <>
                <span className={classes.rowText}>
                  <strong className={classes.rowTitle}>{product.title ?? t('web.ref.hidden')}</strong>
                  <span className={classes.quiet}>{facts.join(' · ')}</span>
                </span>
                <span className={classes.amount}>
                  <strong>{quantity(onHand)}</strong> {unit}
                  {Number(reserved) > 0 && (
                    <span className={classes.quiet}>{t('stock.work.reserved', { quantity: quantity(reserved) })}</span>
                  )}
                </span>
              </>
            );
            return (
              <li key={`${product.id}/${lot?.id ?? 0}/${compartment?.id ?? 0}`}>
                {onChoose ? (
                  <button type="button" className={classes.row} onClick={() => onChoose(row)}>
                    {content}
                  </button>
                ) : (
                  <div className={classes.row}>{content}</div>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {contents.isCut && <p className={classes.quiet}>{t('stock.work.cut')}</p>}
    </section>
  );
}
