import { formatDecimal } from '#kernel/contract/index.ts';
import { Fault, PageLink, type SlotProps, useFormats, useText } from '#kernel/web/index.ts';
import type { variant } from '../../contract/index.ts';
import type { StockLevel, StockPlace } from '../stock/stock-levels.ts';
import { stockLists, useStockLevels } from '../stock/use-stock-levels.ts';
import classes from './cards.module.css';

/** Where the variant lies and how much of it is free; follows every movement. */
export default function StockByPlace({ row }: SlotProps<typeof variant>) {
  const { t } = useText();
  const stock = useStockLevels([row.id]);
  if (!stock.isShown) return null;
  return (
    <section className={classes.card} aria-label={t('catalog.stock.title')}>
      <h2 className={classes.heading}>{t('catalog.stock.title')}</h2>
      {stock.error ? (
        <Fault error={stock.error} onRetry={stock.refetch} />
      ) : (
        stock.levels && <Places level={stock.levels.get(row.id)} />
      )}
    </section>
  );
}

const useShown = () => {
  const { quantity } = useFormats();
  return (amount: number) => quantity(formatDecimal(amount, 'quantity'));
};

function Places({ level }: { level: StockLevel | undefined }) {
  const { t } = useText();
  const { compare } = useFormats();
  const shown = useShown();
  if (!level) return <p className={classes.quiet}>{t('catalog.stock.none')}</p>;
  const places = [...level.places].sort((a, b) => compare(a.location.title ?? '', b.location.title ?? ''));
  return (
    <dl className={classes.facts} aria-live="polite">
      {places.map((place) => (
        <Place key={place.location.id} place={place} />
      ))}
      {places.length > 1 && (
        <div data-total>
          <dt>{t('catalog.stock.total')}</dt>
          <dd>{shown(level.onHand)}</dd>
          <dd className={classes.note}>{t('catalog.stock.free', { available: shown(level.available) })}</dd>
        </div>
      )}
    </dl>
  );
}

function Place({ place: { location, isSellable, onHand, reserved, available } }: { place: StockPlace }) {
  const { t } = useText();
  const shown = useShown();
  const free = isSellable ? t('catalog.stock.free', { available: shown(available) }) : t('catalog.stock.notForSale');
  return (
    <div>
      <dt>
        <PageLink path={`${stockLists.location.path}/${location.id}`} data-tip={location.title ?? undefined}>
          {location.subtitle ?? location.title ?? t('web.ref.hidden')}
        </PageLink>
      </dt>
      <dd>{shown(onHand)}</dd>
      <dd className={classes.note}>
        {reserved > 0 && `${t('catalog.stock.held', { reserved: shown(reserved) })} · `}
        {free}
      </dd>
    </div>
  );
}
