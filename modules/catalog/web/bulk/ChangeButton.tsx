import { Button } from '@mantine/core';
import { openDialog, useText } from '#kernel/web/index.ts';

/** Opens the change by rule for these records. */
export function ChangeButton({
  resource,
  ids,
  onChanged,
}: {
  resource: 'product' | 'variant';
  ids: readonly number[];
  onChanged: () => void;
}) {
  const { t } = useText();
  const change = async () => {
    if (await openDialog(() => import('./ChangeDialog.tsx'), { resource, ids })) onChanged();
  };
  return (
    <Button variant="default" onClick={() => void change()}>
      {t('catalog.change.open')}
    </Button>
  );
}
