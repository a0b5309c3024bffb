import { PageLink, type SlotProps, useFormats, useList, useMay, useText } from '#kernel/web/index.ts';
import type { variant } from '#modules/catalog/contract/index.ts';
import { cost } from '../../contract/index.ts';
import { BomList } from './BomList.tsx';
import classes from './card.module.css';

/** What the variant is made of and what it costs, always as of now. */
export default function VariantCard({ row }: SlotProps<typeof variant>) {
  const { t } = useText();
  const may = useMay();
  const { rows } = useList(cost, {
    filters: [{ field: 'variant', operator: 'eq', value: String(row.id) }],
    limit: 1,
    fields: ['bom', 'material', 'operations', 'unitCost', 'isIncomplete'],
  });
  const [kept] = rows;
  if (!kept && !row.isManufactured) return null;
  const isMade = Boolean(kept?.bom);
  return (
    <section className={classes.card} aria-label={t('bom.card.title')}>
      <h2 className={classes.heading}>{t('bom.card.title')}</h2>
      {may('catalog.variant:purchasePrice') && isMade && kept && <Costs kept={kept} />}
      <BomList field="variant" id={row.id} isManufactured={row.isManufactured} />
      {isMade && (
        <div className={classes.links}>
          <PageLink path="bom/explosion" search={{ variant: String(row.id) }}>
            {t('bom.explosion.open')}
          </PageLink>
        </div>
      )}
    </section>
  );
}

interface Kept {
  material?: string | null;
  operations?: string | null;
  unitCost?: string | null;
  isIncomplete: boolean;
}

function Costs({ kept }: { kept: Kept }) {
  const { t } = useText();
  const { moneyWithCurrency } = useFormats();
  const facts = [
    [t('bom.card.cost'), kept.unitCost],
    [t('bom.card.material'), kept.material],
    [t('bom.card.operations'), kept.operations],
  ] as const;
  return (
    <dl className={classes.facts} aria-live="polite">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value == null ? '–' : moneyWithCurrency(value)}</dd>
        </div>
      ))}
      {kept.isIncomplete && (
        <div>
          <dt className={classes.warning}>{t('bom.card.incomplete')}</dt>
        </div>
      )}
    </dl>
  );
}
