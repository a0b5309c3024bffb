import { Button } from '@mantine/core';
import { type SelectionProps, useGo, useText } from '#kernel/web/index.ts';
import type { variant } from '../../contract/index.ts';
import { ChangeButton } from './ChangeButton.tsx';

/** What can be done with the variants selected in the list: edit them side by side, or change one field by a rule. */
export default function VariantSelection({ rows, clear }: SelectionProps<typeof variant>) {
  const { t } = useText();
  const go = useGo();
  const ids = rows.map(({ id }) => id);
  return (
    <>
      <Button variant="default" onClick={() => go('catalog/variants-grid', { search: { ids: ids.join(',') } })}>
        {t('catalog.selection.edit')}
      </Button>
      <ChangeButton resource="variant" ids={ids} onChanged={clear} />
    </>
  );
}
