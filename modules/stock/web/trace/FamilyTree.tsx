import type { CSSProperties } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import { Quiet, TableSection } from '#kernel/web/parts/DataTable.tsx';
import { PaperLink } from '../parts/PaperLink.tsx';
import { Goods } from './Goods.tsx';
import type { TreeRow } from './genealogy.ts';
import classes from './trace.module.css';

/** Generations as indented rows, each with the work that connects it to the one before. */
export function FamilyTree({ title, none, rows }: { title: string; none: string; rows: readonly TreeRow[] }) {
  const { t } = useText();
  const { date, quantity } = useFormats();
  return (
    <TableSection
      title={title}
      none={none}
      rows={rows}
      keyOf={({ key }) => key}
      columns={[
        {
          title: t('stock.trace.goods'),
          value: ({ depth, goods, isRepeated }) => (
            <div className={classes.relative} style={{ '--depth': depth - 1 } as CSSProperties}>
              <Goods goods={goods} />
              {isRepeated && <Quiet> {t('stock.trace.repeated')}</Quiet>}
            </div>
          ),
        },
        { title: t('stock.movement.field.quantity'), align: 'end', value: ({ goods }) => quantity(goods.quantity) },
        { title: t('stock.trace.work'), value: ({ document }) => <PaperLink {...document} /> },
        { title: t('stock.movement.field.date'), look: 'tight', value: (row) => date(row.date) },
      ]}
    />
  );
}
