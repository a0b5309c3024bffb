import { Button } from '@mantine/core';
import { type SlotProps, useGo, useMay, useText } from '#kernel/web/index.ts';
import { wave } from '../../contract/index.ts';
import { PaperLink } from './PaperLink.tsx';

/** From the walk to the shelf, and its list on paper. */
export default function WaveActions({ row }: SlotProps<typeof wave>) {
  const { t } = useText();
  const may = useMay();
  const go = useGo();
  return (
    <>
      <PaperLink path={`${wave.path}/${row.id}/pick-list`} label={t('picking.pack.list')} />
      {row.state === 'open' && may('picking.wave:take') && (
        <Button variant="default" onClick={() => go(`picking/waves/${row.id}/walk`)}>
          {t('picking.wave.walk')}
        </Button>
      )}
    </>
  );
}
