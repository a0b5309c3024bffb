import { PageLink, useFormats, useMay, useText } from '#kernel/web/index.ts';
import { Quiet, TableSection } from '#kernel/web/parts/DataTable.tsx';
import { customer } from '#modules/party/contract/index.ts';
import type { Crossing, NamedPaper } from '../../contract/index.ts';
import { PaperLink } from '../parts/PaperLink.tsx';
import { Goods } from './Goods.tsx';
import { bundled } from './genealogy.ts';

const keyOf = ({ document, kind, product, date }: Crossing) =>
  [document.resource, document.id, kind, product.id, date].join('/');

/** How goods came into the house or left it, with whom. */
export function CrossingTable({ title, none, rows }: { title: string; none: string; rows: readonly Crossing[] }) {
  const { t } = useText();
  const { date, quantity } = useFormats();
  return (
    <TableSection
      title={title}
      none={none}
      rows={bundled(rows, keyOf)}
      keyOf={({ first }) => `${keyOf(first)}/${first.lot?.id ?? 0}`}
      columns={[
        { title: t('stock.movement.field.date'), look: 'tight', value: ({ first }) => date(first.date) },
        { title: t('stock.movement.field.kind'), value: ({ first }) => t(`stock.movement.value.kind.${first.kind}`) },
        { title: t('stock.trace.party'), value: ({ first }) => <Party paper={first.document} /> },
        { title: t('stock.trace.goods'), value: (goods) => <Goods goods={goods} /> },
        { title: t('stock.movement.field.quantity'), align: 'end', value: (goods) => quantity(goods.quantity) },
        { title: t('stock.movement.field.source'), value: ({ first }) => <PaperLink {...first.document} /> },
      ]}
    />
  );
}

/** The customer where the paper names one, else what it says beside its number: the supplier, the recipient. */
function Party({ paper }: { paper: NamedPaper }) {
  const may = useMay();
  if (!paper.customer) return paper.subtitle;
  const { id, title, subtitle } = paper.customer;
  const name = subtitle ?? title ?? id;
  return (
    <>
      {may(`${customer.name}:read`) ? <PageLink path={`${customer.path}/${id}`}>{name}</PageLink> : name}{' '}
      <Quiet>{subtitle ? title : ''}</Quiet>
    </>
  );
}
