import { Fault, Message, PageLink, usePage, usePageTitle, useText } from '#kernel/web/index.ts';
import { variant } from '../../contract/index.ts';
import { SaveBar } from '../product/SaveBar.tsx';
import { useVariantDrafts } from '../product/use-variant-drafts.ts';
import { useSelectedVariants } from '../product/use-variants.ts';
import { VariantsTable } from '../product/VariantsTable.tsx';
import { useStockLevels } from '../stock/use-stock-levels.ts';
import classes from './bulk.module.css';

/** The variants selected in the list as a spreadsheet: names and prices, with paste, undo and one saving for all. */
export default function SelectionGrid() {
  const { t } = useText();
  const { search } = usePage();
  const ids = typeof search.ids === 'string' && /^[\d,]+$/.test(search.ids) ? search.ids : '';
  const variants = useSelectedVariants(ids);
  const drafts = useVariantDrafts(variants.rows);
  const stock = useStockLevels(variants.rows.map(({ id }) => id));
  usePageTitle(t('catalog.selection.title'));
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('catalog.selection.title')}</h1>
        {!variants.isPending && <span className={classes.quiet}>{variants.rows.length}</span>}
        <PageLink path={variant.path} className={classes.back}>
          {t('catalog.selection.back')}
        </PageLink>
      </header>
      {variants.error && variants.rows.length === 0 ? (
        <Fault error={variants.error} onRetry={variants.refetch} />
      ) : variants.rows.length > 0 ? (
        <VariantsTable scope={ids} drafts={drafts} stock={stock} />
      ) : variants.isPending ? (
        <div role="status" aria-label={t('web.loading')} />
      ) : (
        <Message title={t('catalog.selection.none')} role="status">
          {t('catalog.selection.none.body')}
        </Message>
      )}
      <SaveBar drafts={drafts} />
    </article>
  );
}
