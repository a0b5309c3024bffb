import { type SlotProps, useText } from '#kernel/web/index.ts';
import type { product } from '#modules/catalog/contract/index.ts';
import { BomList } from './BomList.tsx';
import classes from './card.module.css';

/** The BOM that all variants of the product share. */
export default function ProductCard({ row }: SlotProps<typeof product>) {
  const { t } = useText();
  if (!row.isManufactured) return null;
  return (
    <section className={classes.card} aria-label={t('bom.bom.plural')}>
      <h2 className={classes.heading}>{t('bom.bom.plural')}</h2>
      <BomList field="product" id={row.id} isManufactured={row.isManufactured} />
    </section>
  );
}
