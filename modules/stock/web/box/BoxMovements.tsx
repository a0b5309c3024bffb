import { usePaged } from '#kernel/web/api/use-paged.ts';
import { Message, PageLink, type SlotProps, useFormats, useLabels, useText, useWatch } from '#kernel/web/index.ts';
import { Answer } from '#kernel/web/parts/Answer.tsx';
import { DataTable, Quiet } from '#kernel/web/parts/DataTable.tsx';
import { MoreButton } from '#kernel/web/parts/MoreButton.tsx';
import { variant } from '#modules/catalog/contract/index.ts';
import { type BoxMovement, balance, box, type MovementPage, movement } from '../../contract/index.ts';
import { PlaceLink } from '../parts/PlaceLink.tsx';
import { TitleLink } from '../parts/TitleLink.tsx';

/** What went into the box, out of it, or with it; newest first. */
export default function BoxMovements({ row }: SlotProps<typeof box>) {
  const { t } = useText();
  useWatch(balance.name);
  const list = usePaged<MovementPage<BoxMovement>>({
    resource: balance.name,
    path: `${box.path}/${row.id}/movements`,
    from: 'before',
  });
  return (
    <Answer
      query={list}
      isNone={(items) => items.length === 0}
      none={<Message title={t('stock.slots.noMovements')} role="status" />}
    >
      {(items) => (
        <>
          <MovementTable items={items} />
          <MoreButton rest={list} label={t('stock.slots.older')} />
        </>
      )}
    </Answer>
  );
}

function MovementTable({ items }: { items: readonly BoxMovement[] }) {
  const { t } = useText();
  const { dateTime, quantity } = useFormats();
  const labels = useLabels(movement);
  return (
    <DataTable
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('stock.slots.at'),
          look: 'tight',
          value: ({ id, at }) => <PageLink path={`${movement.path}/${id}`}>{dateTime(at)}</PageLink>,
        },
        { title: labels.field('kind'), value: ({ kind }) => labels.value('kind', kind) },
        {
          title: labels.field('product'),
          value: ({ product, lot }) => (
            <>
              <TitleLink path={variant.path} to={product} /> <Quiet>{lot?.title}</Quiet>
            </>
          ),
        },
        { title: labels.field('quantity'), align: 'end', value: (item) => quantity(item.quantity) },
        {
          title: labels.field('from'),
          value: ({ from, fromCompartment, ...goods }) => (
            <PlaceLink place={from} compartment={fromCompartment} product={goods.product} lot={goods.lot} />
          ),
        },
        {
          title: labels.field('to'),
          value: ({ to, toCompartment, ...goods }) => (
            <PlaceLink place={to} compartment={toCompartment} product={goods.product} lot={goods.lot} />
          ),
        },
        { title: t('stock.slots.by'), look: 'quiet', value: ({ user }) => user?.title },
      ]}
    />
  );
}
