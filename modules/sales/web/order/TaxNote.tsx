import { type SlotProps, useLabels } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import classes from './order.module.css';

/** Beside the totals: that the prices already contain the tax, where they do. */
export default function TaxNote({ row }: SlotProps<typeof salesOrder>) {
  const labels = useLabels(salesOrder);
  return row.taxIncluded ? <p className={classes.note}>{labels.field('taxIncluded')}</p> : null;
}
