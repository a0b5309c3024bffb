import { IconAlertTriangle } from '@tabler/icons-react';
import { type SlotProps, useText } from '#kernel/web/index.ts';
import type { product } from '../../contract/index.ts';
import notice from '../notice.module.css';

/** Marks a generated parent that somebody has to look at (PRD-LNK-18). */
export default function PlaceholderNotice({ row }: SlotProps<typeof product>) {
  const { t } = useText();
  if (!row.isPlaceholder) return null;
  return (
    <div className={notice.notice} role="note">
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <p className={notice.title}>{t('catalog.placeholder.title')}</p>
        <p>{t('catalog.placeholder.body')}</p>
      </div>
    </div>
  );
}
