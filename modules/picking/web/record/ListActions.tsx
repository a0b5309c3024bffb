import { Button } from '@mantine/core';
import { type SlotProps, useGo, useMay, useText } from '#kernel/web/index.ts';
import { pickList } from '../../contract/index.ts';
import { PaperLink } from './PaperLink.tsx';

/** From the list to the packing table, and its slip on paper. */
export default function ListActions({ row }: SlotProps<typeof pickList>) {
  const { t } = useText();
  const may = useMay();
  const go = useGo();
  return (
    <>
      {row.state !== 'canceled' && (
        <PaperLink path={`${pickList.path}/${row.id}/packing-slip`} label={t('picking.pack.slip')} />
      )}
      {['picked', 'packed'].includes(row.state) && may('picking.list:pack') && (
        <Button onClick={() => go(`picking/lists/${row.id}/pack`)}>{t('picking.list.pack')}</Button>
      )}
    </>
  );
}
