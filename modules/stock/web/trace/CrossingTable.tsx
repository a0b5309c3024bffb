import { PageLink, useFormats, useText } from '#kernel/web/index.ts';
import { customer } from '#modules/party/contract/index.ts';
import { PaperLink } from '../movement/PaperLink.tsx';
import { Goods } from './Goods.tsx';
import { bundled, type Crossing, type Paper } from './genealogy.ts';
import classes from './trace.module.css';

const keyOf = ({ document, kind, product, date }: Crossing) =>
  [document.resource, document.id, kind, product.id, date].join('/');

/** How goods came into the house or left it, with whom. */
export function CrossingTable({ title, none, rows }: { title: string; none: string; rows: readonly Crossing[] }) {
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
                <th scope="col">{t('stock.movement.field.date')}</th>
                <th scope="col">{t('stock.movement.field.kind')}</th>
                <th scope="col">{t('stock.trace.party')}</th>
                <th scope="col">{t('stock.trace.goods')}</th>
                <th scope="col" data-align="end">
                  {t('stock.movement.field.quantity')}
                </th>
                <th scope="col">{t('stock.movement.field.source')}</th>
              </tr>
            </thead>
            <tbody>
              {bundled(rows, keyOf).map(({ first: row, ...goods }) => (
                <tr key={`${keyOf(row)}/${row.lot?.id ?? 0}`}>
                  <td className={classes.tight}>{date(row.date)}</td>
                  <td>{t(`stock.movement.value.kind.${row.kind}`)}</td>
                  <td className={classes.party}>
                    <Party paper={row.document} />
                  </td>
                  <td>
                    <Goods goods={{ first: row, ...goods }} />
                  </td>
                  <td data-align="end">{quantity(goods.quantity)}</td>
                  <td>
                    <PaperLink resource={row.document.resource} id={row.document.id} title={row.document.title} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The customer where the paper names one, else what it says beside its number: the supplier, the recipient. */
function Party({ paper }: { paper: Paper }) {
  if (!paper.customer) return paper.subtitle;
  const { id, title, subtitle } = paper.customer;
  return (
    <>
      <PageLink path={`${customer.path}/${id}`}>{subtitle ?? title ?? id}</PageLink>{' '}
      <span className={classes.quiet}>{subtitle ? title : ''}</span>
    </>
  );
}
