import { Button } from '@mantine/core';
import { type SlotProps, useMay, useText } from '#kernel/web/index.ts';
import type { box } from '../../contract/index.ts';
import classes from './box.module.css';
import { useBoxActs } from './use-box-acts.ts';

/** Puts the box somewhere else; what it does can be taken back at once. */
export default function MoveBoxButton({ row }: SlotProps<typeof box>) {
  const { t } = useText();
  const may = useMay();
  const acts = useBoxActs(row);
  if (!may('stock.box:move')) return null;
  return (
    <Button className={classes.move ?? ''} onClick={() => void acts.move()}>
      {t('stock.box.verb.move')}
    </Button>
  );
}
