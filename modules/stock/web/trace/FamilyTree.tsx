import type { CSSProperties } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import { PaperLink } from '../movement/PaperLink.tsx';
import { Goods } from './Goods.tsx';
import type { TreeRow } from './genealogy.ts';
import classes from './trace.module.css';

/** Generations as indented rows, each with the work that connects it to the one before. */
export function FamilyTree({ title, none, rows }: { title: string; none: string; rows: readonly TreeRow[] }) {
  const { t } = useText();
  const { date, quantity } = useFormats();
  return (
    <section className={classes.section} aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      {rows.length === 0 ? (
        <p className={classes.quiet}>{none}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('stock.trace.goods')}</th>
                <th scope="col" data-align="end">
                  {t('stock.movement.field.quantity')}
                </th>
                <th scope="col">{t('stock.trace.work')}</th>
                <th scope="col">{t('stock.movement.field.date')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, depth, goods, document, date: day, isRepeated }) => (
                <tr key={key}>
                  <td>
                    <div className={classes.relative} style={{ '--depth': depth - 1 } as CSSProperties}>
                      <Goods goods={goods} />
                      {isRepeated && <span className={classes.quiet}> {t('stock.trace.repeated')}</span>}
                    </div>
                  </td>
                  <td data-align="end">{quantity(goods.quantity)}</td>
                  <td>
                    <PaperLink resource={document.resource} id={document.id} title={document.title} />
                  </td>
                  <td className={classes.tight}>{date(day)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
