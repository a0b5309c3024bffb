import { Button } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { type SlotProps, useGo, useText } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';

/** From a draft to the work place where its lines are entered. */
export default function EnterLines({ row }: SlotProps<typeof salesOrder>) {
  const { t } = useText();
  const go = useGo();
  if (row.state !== 'draft' || !row.abilities?.update) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconKeyboard size={15} />}
      onClick={() => go(`${salesOrder.path}/${row.id}/entry`)}
    >
      {t('sales.entry.title')}
    </Button>
  );
}
