import type { WireRow } from '#kernel/contract/index.ts';
import { Fault, PageLink, useFormats, useLabels, useList, useMay, useText } from '#kernel/web/index.ts';
import { DataTable } from '#kernel/web/parts/DataTable.tsx';
import { MoreButton } from '#kernel/web/parts/MoreButton.tsx';
import { variant } from '#modules/catalog/contract/index.ts';
import { balance, box, compartment, location, lot } from '../../contract/index.ts';
import { TitleLink } from '../parts/TitleLink.tsx';
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
        <GoodsTable rows={list.rows} here={id} />
      )}
      <MoreButton rest={list} label={t('stock.places.further')} />
    </section>
  );
}

function GoodsTable({ rows, here }: { rows: readonly WireRow<typeof balance>[]; here: number }) {
  const { quantity } = useFormats();
  const labels = useLabels(balance);
  return (
    <DataTable
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          title: labels.field('product'),
          value: ({ product, lot: of }) => (
            <>
              <TitleLink path={variant.path} to={product} />
              {product.subtitle && <span className={classes.note}>{product.subtitle}</span>}
              <span className={classes.note}>
                <TitleLink path={lot.path} to={of} />
              </span>
            </>
          ),
        },
        {
          title: labels.field('location'),
          value: ({ location: place, compartment: unit }) => (
            <>
              {place.id !== here && <TitleLink path={location.path} to={place} />}
              <span className={classes.note}>
                <TitleLink path={compartment.path} to={unit} />
              </span>
            </>
          ),
        },
        {
          title: labels.field('onHand'),
          align: 'end',
          value: ({ id, onHand }) => <PageLink path={`${balance.path}/${id}`}>{quantity(onHand)}</PageLink>,
        },
        {
          title: labels.field('reserved'),
          align: 'end',
          look: 'quiet',
          value: ({ reserved }) => Number(reserved) !== 0 && quantity(reserved),
        },
      ]}
    />
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
      <MoreButton rest={list} label={t('stock.places.further')} />
    </section>
  );
}
