import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Fault, Message, type SlotProps, useGo, useMay, useText } from '#kernel/web/index.ts';
import { type product, variant } from '../../contract/index.ts';
import { useStockLevels } from '../stock/use-stock-levels.ts';
import { newVariantSearch } from './new-variant.ts';
import { SaveBar } from './SaveBar.tsx';
import { useVariantDrafts, type VariantDrafts } from './use-variant-drafts.ts';
import { type FamilyVariants, useVariants } from './use-variants.ts';
import { VariantsTable } from './VariantsTable.tsx';
import classes from './variants-grid.module.css';

/** The heart of a product's page: its variants with numbers, names, prices and stock, entered as in a spreadsheet. */
export default function VariantsGrid({ row: family }: SlotProps<typeof product>) {
  const { t } = useText();
  const variants = useVariants(family.id);
  const drafts = useVariantDrafts(variants.rows);
  return (
    <section className={classes.section} aria-label={t('catalog.variant.plural')} aria-busy={variants.isPending}>
      <Head family={family} variants={variants} />
      <Body family={family} variants={variants} drafts={drafts} />
      <SaveBar drafts={drafts} />
    </section>
  );
}

interface PartProps extends SlotProps<typeof product> {
  variants: FamilyVariants;
}

function Head({ family, variants }: { family: PartProps['row']; variants: FamilyVariants }) {
  const { t } = useText();
  return (
    <div className={classes.head}>
      <h2 className={classes.heading}>{t('catalog.variant.plural')}</h2>
      {!variants.isPending && <span className={classes.quiet}>{variants.rows.length}</span>}
      <AddButton family={family} variants={variants} />
    </div>
  );
}

function AddButton({ family, variants }: { family: PartProps['row']; variants: FamilyVariants }) {
  const { t } = useText();
  const may = useMay();
  const go = useGo();
  if (!may('catalog.variant:create')) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconPlus size={15} />}
      onClick={() => go(`${variant.path}/new`, { search: newVariantSearch(family, variants.rows) })}
    >
      {t('catalog.variants.add')}
    </Button>
  );
}

function Body({
  family,
  variants,
  drafts,
}: {
  family: PartProps['row'];
  variants: FamilyVariants;
  drafts: VariantDrafts;
}) {
  const { t } = useText();
  const stock = useStockLevels(variants.rows.map(({ id }) => id));
  if (variants.error && variants.rows.length === 0) return <Fault error={variants.error} onRetry={variants.refetch} />;
  if (variants.rows.length > 0)
    return <VariantsTable scope={String(family.id)} familyName={family.name} drafts={drafts} stock={stock} />;
  if (variants.isPending) return <div className={classes.bones} role="status" aria-label={t('web.loading')} />;
  return (
    <Message title={t('catalog.variants.none')} role="status">
      {t('catalog.variants.none.body')}
    </Message>
  );
}
