import { Button } from '@mantine/core';
import { IconListCheck } from '@tabler/icons-react';
import { type SlotProps, useGo, useText } from '#kernel/web/index.ts';
import { count } from '../../contract/index.ts';

/** To the place where it is counted. */
export default function CountButton({ row }: SlotProps<typeof count>) {
  const { t } = useText();
  const go = useGo();
  if (row.state !== 'counting') return null;
  return (
    <Button
      variant="default"
      leftSection={<IconListCheck size={15} />}
      onClick={() => go(`${count.path}/${row.id}/count`)}
    >
      {t('stocktake.review.count')}
    </Button>
  );
}
