import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { IconButton, openDialog, useText } from '#kernel/web/index.ts';
import type { LabelKind } from '../../contract/index.ts';

interface LabelButtonProps {
  kind: LabelKind;
  ids: readonly number[];
  /** Only the icon: in the header of a record, where labels are not what one mostly comes for. */
  compact?: boolean;
}

/** Opens the choice of paper and prints. */
export function LabelButton({ kind, ids, compact = false }: LabelButtonProps) {
  const { t } = useText();
  const open = () => void openDialog(() => import('./LabelDialog.tsx'), { kind, ids });
  if (compact)
    return (
      <IconButton label={t('stock.label.print')} onClick={open}>
        <IconPrinter size={17} />
      </IconButton>
    );
  return (
    <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={open}>
      {t('stock.label.print')}
    </Button>
  );
}
