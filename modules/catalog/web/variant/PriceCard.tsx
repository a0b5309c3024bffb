import { parseDecimal } from '#kernel/contract/index.ts';
import { type SlotProps, useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { variant } from '../../contract/index.ts';
import { type PriceField, priceFields } from '../price-fields.ts';
import { useVariants } from '../product/use-variants.ts';
import classes from './cards.module.css';

/** The variant's prices, and how they lie among those of the family. What the reader may not see is not there. */
export default function PriceCard({ row }: SlotProps<typeof variant>) {
  const { t } = useText();
  const labels = useLabels(variant);
  const { moneyWithCurrency } = useFormats();
  const shown = priceFields.filter((field) => field in row);
  return (
    <section className={classes.card} aria-label={labels.group('prices')}>
      <h2 className={classes.heading}>{labels.group('prices')}</h2>
      <dl className={classes.prices}>
        {shown.map((field) => {
          const price = row[field];
          return (
            <div key={field}>
              <dt>{labels.field(field)}</dt>
              <dd data-none={price === null || undefined}>
                {price === null ? t('catalog.price.none') : moneyWithCurrency(price)}
              </dd>
              {row.product && price !== null && <Span family={row.product.id} field={field} />}
            </div>
          );
        })}
      </dl>
    </section>
  );
}

/** Lowest and highest price of the family, where they differ. */
function Span({ family, field }: { family: number; field: PriceField }) {
  const { t } = useText();
  const { money } = useFormats();
  const { rows } = useVariants(family);
  const known = rows.flatMap((row) => row[field] ?? []);
  const sorted = known.sort((a, b) => (parseDecimal(a, 'money') ?? 0) - (parseDecimal(b, 'money') ?? 0));
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (!least || !most || least === most) return null;
  return <dd className={classes.span}>{t('catalog.price.span', { from: money(least), to: money(most) })}</dd>;
}
