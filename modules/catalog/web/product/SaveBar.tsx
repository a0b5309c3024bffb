import { Button } from '@mantine/core';
import { notify, useLeaveGuard, useShortcuts, useText } from '#kernel/web/index.ts';
import { keysText } from '#kernel/web/parts/keys-text.ts';
import type { VariantDrafts } from './use-variant-drafts.ts';
import classes from './variants-grid.module.css';

/** Stands below a grid while something in it is not saved. */
export function SaveBar({ drafts }: { drafts: VariantDrafts }) {
  const { t } = useText();
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
  if (count === 0) return null;
  return (
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
  );
}
