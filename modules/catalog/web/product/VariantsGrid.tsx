import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import {
  Fault,
  Message,
  notify,
  type SlotProps,
  useGo,
  useLeaveGuard,
  useMay,
  useShortcuts,
  useText,
} from '#kernel/web/index.ts';
import { keysText } from '#kernel/web/parts/keys-text.ts';
import { type product, variant } from '../../contract/index.ts';
import { useStockLevels } from '../stock/use-stock-levels.ts';
import { newVariantSearch } from './new-variant.ts';
import { useVariantDrafts, type VariantDrafts } from './use-variant-drafts.ts';
import { type FamilyVariants, useVariants } from './use-variants.ts';
import { VariantsTable } from './VariantsTable.tsx';
import classes from './variants-grid.module.css';

/** The heart of a product's page: its variants with numbers, names, prices and stock, entered as in a spreadsheet. */
export default function VariantsGrid({ row: family }: SlotProps<typeof product>) {
  const { t } = useText();
  const variants = useVariants(family.id);
  const drafts = useVariantDrafts(variants.rows);
  const count = drafts.drafts.size;
  const save = async () => {
    const { saved, left } = await drafts.save();
    if (saved > 0) notify({ tone: 'done', text: t('catalog.variants.saved', { count: saved }) });
    if (left > 0) notify({ tone: 'wrong', text: t('catalog.variants.left', { count: left }) });
  };
  useLeaveGuard(count > 0);
  useShortcuts(
    count > 0 ? [{ keys: 'mod+s', label: t('catalog.variants.save', { count }), run: () => void save() }] : [],
  );
  return (
    <section className={classes.section} aria-label={t('catalog.variant.plural')} aria-busy={variants.isPending}>
      <Head family={family} variants={variants} />
      <Body family={family} variants={variants} drafts={drafts} />
      {count > 0 && (
        <div className={classes.bar} role="status">
          <span>{t('catalog.variants.changed', { count })}</span>
          <Button variant="default" disabled={drafts.isSaving} onClick={drafts.discard}>
            {t('catalog.variants.discard')}
          </Button>
          <Button
            loading={drafts.isSaving}
            onClick={() => void save()}
            data-tip={t('catalog.variants.save', { count })}
            data-keys={keysText('mod+s')}
          >
            {t('catalog.variants.save', { count })}
          </Button>
        </div>
      )}
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
  if (variants.rows.length > 0) return <VariantsTable family={family} drafts={drafts} stock={stock} />;
  if (variants.isPending) return <div className={classes.bones} role="status" aria-label={t('web.loading')} />;
  return (
    <Message title={t('catalog.variants.none')} role="status">
      {t('catalog.variants.none.body')}
    </Message>
  );
}
