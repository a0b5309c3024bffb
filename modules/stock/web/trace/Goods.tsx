import { PageLink, useFormats, useText } from '#kernel/web/index.ts';
import { Quiet } from '#kernel/web/parts/DataTable.tsx';
import { variant } from '#modules/catalog/contract/index.ts';
import { lot, type Share } from '../../contract/index.ts';
import { TitleLink } from '../parts/TitleLink.tsx';
import type { Bundle } from './genealogy.ts';

/** A product and the lot of it, each as a link; of many serial numbers the first and the last. */
export function Goods({ goods: { first, last, count } }: { goods: Bundle<Share> }) {
  const { t } = useText();
  const { int } = useFormats();
  return (
    <>
      <TitleLink path={variant.path} to={first.product} />{' '}
      {count > 1 ? (
        t('stock.trace.bundle', { count: int(count), first: first.lot?.title ?? '', last: last.lot?.title ?? '' })
      ) : first.lot ? (
        <PageLink path={`${lot.path}/${first.lot.id}`} search={{ tab: 'genealogy' }}>
          {first.lot.title ?? first.lot.id}
        </PageLink>
      ) : (
        <Quiet>{t('stock.trace.noLot')}</Quiet>
      )}
    </>
  );
}
