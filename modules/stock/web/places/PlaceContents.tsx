import { Button } from '@mantine/core';
import type { Reference } from '#kernel/contract/index.ts';
import { Fault, PageLink, useFormats, useLabels, useList, useMay, useText } from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { balance, box, compartment, location, lot } from '../../contract/index.ts';
import classes from './places.module.css';

/** What lies at a place and further in, and the boxes that stand there; follows every movement. */
export function PlaceContents({ id }: { id: number }) {
  const may = useMay();
  return (
    <>
      {may('stock.box:read') && <Boxes id={id} />}
      {may('stock.balance:read') && <Goods id={id} />}
    </>
  );
}

const at = (id: number) => ({ field: 'location', operator: 'eq' as const, value: String(id) });

function Goods({ id }: { id: number }) {
  const { t } = useText();
  const labels = useLabels(balance);
  const list = useList(balance, {
    filters: [at(id), { field: 'onHand', operator: 'ne', value: '0' }],
    sort: 'product',
  });
  if (list.error) return <Fault error={list.error} onRetry={list.refetch} />;
  return (
    <section className={classes.section} aria-label={t('stock.places.goods')} aria-busy={list.isPending}>
      <h3 className={classes.subheading}>{t('stock.places.goods')}</h3>
      {list.rows.length === 0 && !list.isPending ? (
        <p className={classes.quiet}>{t('stock.places.empty')}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{labels.field('product')}</th>
                <th scope="col">{labels.field('location')}</th>
                <th scope="col" data-align="end">
                  {labels.field('onHand')}
                </th>
                <th scope="col" data-align="end">
                  {labels.field('reserved')}
                </th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => (
                <Line key={row.id} row={row} here={id} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasMore && (
        <Button variant="default" loading={list.isFetchingMore} onClick={list.fetchMore}>
          {t('stock.places.further')}
        </Button>
      )}
    </section>
  );
}

interface Balance {
  product: Reference;
  location: Reference;
  compartment: Reference | null;
  lot: Reference | null;
  onHand: string;
  reserved: string;
}

function Line({ row, here }: { row: Balance; here: number }) {
  const { t } = useText();
  const { quantity } = useFormats();
  const { product, onHand, reserved } = row;
  return (
    <tr>
      <td>
        <PageLink path={`${variant.path}/${product.id}`}>{product.title ?? t('web.ref.hidden')}</PageLink>
        {product.subtitle && <span className={classes.note}>{product.subtitle}</span>}
        {row.lot && (
          <span className={classes.note}>
            <PageLink path={`${lot.path}/${row.lot.id}`}>{row.lot.title}</PageLink>
          </span>
        )}
      </td>
      <td>
        {row.location.id !== here && (
          <PageLink path={`${location.path}/${row.location.id}`}>{row.location.title}</PageLink>
        )}
        {row.compartment && (
          <PageLink path={`${compartment.path}/${row.compartment.id}`} className={classes.note}>
            {row.compartment.title}
          </PageLink>
        )}
      </td>
      <td data-align="end">{quantity(onHand)}</td>
      <td data-align="end" className={classes.quiet}>
        {Number(reserved) !== 0 && quantity(reserved)}
      </td>
    </tr>
  );
}

function Boxes({ id }: { id: number }) {
  const { t } = useText();
  const list = useList(box, {
    filters: [at(id), { field: 'isActive', operator: 'eq', value: 'true' }],
    sort: 'code',
    fields: ['code', 'type', 'note', 'location'],
  });
  if (list.rows.length === 0) return null;
  return (
    <section className={classes.section} aria-label={t('stock.box.plural')}>
      <h3 className={classes.subheading}>{t('stock.box.plural')}</h3>
      <ul className={classes.boxes}>
        {list.rows.map((row) => (
          <li key={row.id}>
            <PageLink path={`${box.path}/${row.id}`} className={classes.boxLink}>
              <span className={classes.code}>{row.code}</span>
              <span className={classes.note}>
                {[row.type?.title, row.note, row.location.id === id ? null : row.location.title]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </PageLink>
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button variant="default" loading={list.isFetchingMore} onClick={list.fetchMore}>
          {t('stock.places.further')}
        </Button>
      )}
    </section>
  );
}
