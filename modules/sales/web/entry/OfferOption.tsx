import { useFormats, useText } from '#kernel/web/index.ts';
import classes from './lines.module.css';
import type { Offer } from './order-draft.ts';

/** A product among the suggestions: both numbers, name, price for this customer, and what is free. */
export function OfferOption({ offer }: { offer: Offer }) {
  const { t } = useText();
  const { moneyWithCurrency, quantity } = useFormats();
  const free = offer.available ?? '0';
  return (
    <span className={classes.offer}>
      <span className={classes.offerNumbers}>
        {offer.sku} {offer.legacySku && <span className={classes.old}>{offer.legacySku}</span>}
      </span>
      <span className={classes.offerName}>{offer.name}</span>
      <span className={classes.offerPrice}>
        {offer.price === null ? t('sales.entry.price.none') : moneyWithCurrency(offer.price)}
      </span>
      <span className={classes.offerFree} data-none={free === '0' || undefined}>
        {free === '0' ? t('sales.entry.free.none') : t('sales.entry.free', { free: quantity(free) })}
      </span>
    </span>
  );
}
