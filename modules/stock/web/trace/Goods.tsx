import { PageLink, useFormats, useText } from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { lot } from '../../contract/index.ts';
import type { Bundle, Share } from './genealogy.ts';
import classes from './trace.module.css';

/** A product and the lot of it, each as a link; of many serial numbers the first and the last. */
export function Goods({ goods: { first, last, count } }: { goods: Bundle<Share> }) {
  const { t } = useText();
  const { int } = useFormats();
  const { product } = first;
  return (
    <>
      <PageLink path={`${variant.path}/${product.id}`}>{product.title ?? t('web.ref.hidden')}</PageLink>{' '}
      {count > 1 ? (
        t('stock.trace.bundle', { count: int(count), first: first.lot?.title ?? '', last: last.lot?.title ?? '' })
      ) : first.lot ? (
        <PageLink path={`${lot.path}/${first.lot.id}`} search={{ tab: 'genealogy' }}>
          {first.lot.title ?? first.lot.id}
        </PageLink>
      ) : (
        <span className={classes.quiet}>{t('stock.trace.noLot')}</span>
      )}
    </>
  );
}
