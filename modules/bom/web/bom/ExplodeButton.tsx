import { Button } from '@mantine/core';
import { IconSitemap } from '@tabler/icons-react';
import { type SlotProps, useGo, useList, useText } from '#kernel/web/index.ts';
import { type bom, cost } from '../../contract/index.ts';

/** From a BOM to what it takes: for its variant, or for the first of those that are made by it. */
export default function ExplodeButton({ row }: SlotProps<typeof bom>) {
  const { t } = useText();
  const go = useGo();
  const { rows } = useList(cost, {
    filters: [{ field: 'bom', operator: 'eq', value: String(row.id) }],
    limit: 1,
    fields: ['variant'],
  });
  const subject = row.variant?.id ?? rows[0]?.variant.id;
  if (row.state === 'draft' || subject === undefined) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconSitemap size={15} />}
      onClick={() => go('bom/explosion', { search: { variant: String(subject) } })}
    >
      {t('bom.explosion.open')}
    </Button>
  );
}
