import { useFormats, useText } from '#kernel/web/index.ts';
import { TableSection } from '#kernel/web/parts/DataTable.tsx';
import { type Lying, location } from '../../contract/index.ts';
import { TitleLink } from '../parts/TitleLink.tsx';
import { Goods } from './Goods.tsx';
import { bundled } from './genealogy.ts';

const keyOf = ({ location: place, product }: Lying) => `${place.id}/${product.id}`;

/** What of a lot, and of what was made of it, still lies in the house. */
export function LyingTable({ rows }: { rows: readonly Lying[] }) {
  const { t } = useText();
  const { quantity } = useFormats();
  return (
    <TableSection
      title={t('stock.trace.lying')}
      none={t('stock.trace.lying.none')}
      rows={bundled(rows, keyOf)}
      keyOf={({ first }) => `${keyOf(first)}/${first.lot?.id ?? 0}`}
      columns={[
        {
          title: t('stock.balance.field.location'),
          value: ({ first }) => <TitleLink path={location.path} to={first.location} />,
        },
        { title: t('stock.trace.goods'), value: (goods) => <Goods goods={goods} /> },
        { title: t('stock.balance.field.onHand'), align: 'end', value: (goods) => quantity(goods.quantity) },
      ]}
    />
  );
}
