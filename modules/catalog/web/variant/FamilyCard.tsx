import { PageLink, type SlotProps, useText } from '#kernel/web/index.ts';
import { product, variant } from '../../contract/index.ts';
import { useVariants } from '../product/use-variants.ts';
import classes from './cards.module.css';

/** The family a variant belongs to, and its other variants one click away. */
export default function FamilyCard({ row }: SlotProps<typeof variant>) {
  const { t } = useText();
  if (!row.product) return null;
  const { id, title, subtitle } = row.product;
  return (
    <section className={classes.card} aria-label={t('catalog.product')}>
      <h2 className={classes.heading}>{t('catalog.product')}</h2>
      <p>
        <PageLink path={`${product.path}/${id}`} className={classes.lead}>
          {title ?? t('catalog.product')}
        </PageLink>{' '}
        <span className={classes.quiet}>{subtitle}</span>
      </p>
      <Siblings product={id} current={row.id} />
    </section>
  );
}

function Siblings({ product: family, current }: { product: number; current: number }) {
  const { t } = useText();
  const { rows, isPending } = useVariants(family);
  if (isPending && rows.length === 0) return null;
  if (rows.length < 2) return <p className={classes.quiet}>{t('catalog.siblings.none')}</p>;
  return (
    <ul className={classes.siblings} aria-label={t('catalog.siblings.title')}>
      {rows.map(({ id, sku, legacySku, variantCode, state }) => (
        <li key={id} data-off={state === 'archived' || undefined} aria-current={id === current || undefined}>
          <span className={classes.code}>{variantCode || '–'}</span>
          {id === current ? <b>{sku}</b> : <PageLink path={`${variant.path}/${id}`}>{sku}</PageLink>}
          <span className={classes.quiet}>{legacySku}</span>
        </li>
      ))}
    </ul>
  );
}
