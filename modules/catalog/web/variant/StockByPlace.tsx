import { formatDecimal } from '#kernel/contract/index.ts';
import { Fault, PageLink, type SlotProps, useFormats, useText } from '#kernel/web/index.ts';
import type { variant } from '../../contract/index.ts';
import type { StockLevel } from '../stock/stock-levels.ts';
import { stockLists, useStockLevels } from '../stock/use-stock-levels.ts';
import classes from './tables.module.css';

/** Where the variant lies and how much of it is free; follows every movement. */
export default function StockByPlace({ row }: SlotProps<typeof variant>) {
  const { t } = useText();
  const stock = useStockLevels([row.id]);
  if (!stock.isShown) return null;
  return (
    <section className={classes.section} aria-label={t('catalog.stock.title')}>
      <h2 className={classes.heading}>{t('catalog.stock.title')}</h2>
      {stock.error ? (
        <Fault error={stock.error} onRetry={stock.refetch} />
      ) : (
        stock.levels && <Places level={stock.levels.get(row.id)} />
      )}
    </section>
  );
}

function Places({ level }: { level: StockLevel | undefined }) {
  const { t } = useText();
  const { quantity, compare } = useFormats();
  if (!level) return <p className={classes.quiet}>{t('catalog.stock.none')}</p>;
  const shown = (amount: number) => quantity(formatDecimal(amount, 'quantity'));
  const places = [...level.places].sort((a, b) => compare(a.location.title ?? '', b.location.title ?? ''));
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('catalog.stock.place')}</th>
            <th scope="col" data-align="end">
              {t('catalog.stock.onHand')}
            </th>
            <th scope="col" data-align="end">
              {t('catalog.stock.reserved')}
            </th>
            <th scope="col" data-align="end">
              {t('catalog.stock.available')}
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map(({ location, isSellable, onHand, reserved, available }) => (
            <tr key={location.id}>
              <th scope="row">
                <PageLink path={`${stockLists.location.path}/${location.id}`}>
                  {location.title ?? t('web.ref.hidden')}
                </PageLink>{' '}
                <span className={classes.quiet}>{location.subtitle}</span>
              </th>
              <td data-align="end">{shown(onHand)}</td>
              <td data-align="end">{shown(reserved)}</td>
              <td data-align="end">{isSellable ? shown(available) : t('catalog.stock.notForSale')}</td>
            </tr>
          ))}
        </tbody>
        {places.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{t('catalog.stock.total')}</th>
              <td data-align="end">{shown(level.onHand)}</td>
              <td />
              <td data-align="end">{shown(level.available)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
