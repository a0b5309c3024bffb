import { parseDecimal } from '#kernel/contract/index.ts';
import { type SlotProps, useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { variant } from '../../contract/index.ts';
import { type PriceField, priceFields } from '../price-fields.ts';
import { useVariants } from '../product/use-variants.ts';
import type { VariantRow } from '../product/variant-drafts.ts';
import classes from './cards.module.css';

/** The variant's prices among those of its siblings. What the reader may not see is not there. */
export default function PriceCard({ row }: SlotProps<typeof variant>) {
  return row.product && <Prices row={row} family={row.product.id} />;
}

function Prices({ row, family }: { row: VariantRow; family: number }) {
  const { t } = useText();
  const labels = useLabels(variant);
  const { money, moneyWithCurrency } = useFormats();
  const { rows } = useVariants(family);
  if (rows.length < 2) return null;
  return (
    <section className={classes.card} aria-label={t('catalog.price.title')}>
      <h2 className={classes.heading}>{t('catalog.price.title')}</h2>
      <dl className={classes.facts}>
        {priceFields
          .filter((field) => field in row)
          .map((field) => {
            const price = row[field];
            const span = spanOf(rows, field);
            return (
              <div key={field}>
                <dt>{labels.field(field)}</dt>
                <dd data-none={price === null || undefined}>
                  {price === null ? t('catalog.price.none') : moneyWithCurrency(price)}
                </dd>
                {span && (
                  <dd className={classes.note}>
                    {t('catalog.price.span', { from: money(span.least), to: money(span.most) })}
                  </dd>
                )}
              </div>
            );
          })}
      </dl>
    </section>
  );
}

/** Lowest and highest price of the family; null where all are the same. */
function spanOf(rows: readonly VariantRow[], field: PriceField): { least: string; most: string } | null {
  const amount = (price: string) => parseDecimal(price, 'money') ?? 0;
  const sorted = rows.flatMap((row) => row[field] ?? []).sort((a, b) => amount(a) - amount(b));
  const [least, most] = [sorted[0], sorted.at(-1)];
  return least === undefined || most === undefined || least === most ? null : { least, most };
}
