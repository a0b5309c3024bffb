import { useState } from 'react';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import { type DialogProps, useText, ValueInput } from '#kernel/web/index.ts';
import { category } from '../../contract/index.ts';
import type { Category } from './CategoryTree.tsx';
import classes from './category.module.css';

type Target = { id: number; title?: string | null } | null;

/** Asks below which category this one shall lie; left empty, it stands at the top. */
export default function MoveDialog({ row, close }: DialogProps<{ to: Target }> & { row: Category }) {
  const { t, language } = useText();
  const [parent, setParent] = useState<unknown>(row.parent);
  return (
    <Dialog
      title={t('catalog.tree.moveTitle', { category: row.name?.[language] ?? row.code })}
      action={t('catalog.tree.moveHere')}
      onAction={() => close({ to: parent as Target })}
      onClose={() => close()}
    >
      <div className={classes.pick}>
        <span className={classes.caption}>{t('catalog.tree.below')}</span>
        <ValueInput resource={category} field="parent" value={parent} onChange={setParent} />
        <p className={classes.quiet}>{t('catalog.tree.below.hint')}</p>
      </div>
    </Dialog>
  );
}
