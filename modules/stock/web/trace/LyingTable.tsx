import { PageLink, useFormats, useText } from '#kernel/web/index.ts';
import { location } from '../../contract/index.ts';
import { Goods } from './Goods.tsx';
import { bundled, type Lying } from './genealogy.ts';
import classes from './trace.module.css';

const keyOf = ({ location: place, product }: Lying) => `${place.id}/${product.id}`;

/** What of a lot, and of what was made of it, still lies in the house. */
export function LyingTable({ rows }: { rows: readonly Lying[] }) {
  const { t } = useText();
  const { quantity } = useFormats();
  const title = t('stock.trace.lying');
  return (
    <section className={classes.section} aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      {rows.length === 0 ? (
        <p className={classes.quiet}>{t('stock.trace.lying.none')}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('stock.balance.field.location')}</th>
                <th scope="col">{t('stock.trace.goods')}</th>
                <th scope="col" data-align="end">
                  {t('stock.balance.field.onHand')}
                </th>
              </tr>
            </thead>
            <tbody>
              {bundled(rows, keyOf).map(({ first: row, ...goods }) => (
                <tr key={`${row.location.id}/${row.product.id}/${row.lot?.id ?? 0}`}>
                  <td>
                    <PageLink path={`${location.path}/${row.location.id}`}>
                      {row.location.title ?? t('web.ref.hidden')}
                    </PageLink>
                  </td>
                  <td>
                    <Goods goods={{ first: row, ...goods }} />
                  </td>
                  <td data-align="end">{quantity(goods.quantity)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
