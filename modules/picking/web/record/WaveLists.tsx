import { PageLink, type SlotProps, StateBadge, useList, useMay, useText } from '#kernel/web/index.ts';
import { pickList, type wave } from '../../contract/index.ts';
import classes from './record.module.css';

/** The orders of a walk, and how far each is. */
export default function WaveLists({ row }: SlotProps<typeof wave>) {
  const { t } = useText();
  const may = useMay();
  const { rows } = useList(pickList, {
    filters: [{ field: 'wave', operator: 'eq', value: String(row.id) }],
    sort: 'label',
    limit: 200,
  });
  return (
    <section className={classes.lists} aria-label={t('picking.list.plural')}>
      <h2 className={classes.heading}>{t('picking.list.plural')}</h2>
      <ul className={classes.rows}>
        {rows.map((list) => (
          <li key={list.id} className={classes.row}>
            <PageLink path={`picking/lists/${list.id}`}>{list.label}</PageLink>
            {may('sales.order:read') ? (
              <PageLink path={`sales/orders/${list.order.id}`}>{list.order.title}</PageLink>
            ) : (
              <span>{list.order.title}</span>
            )}
            <span>{list.customer.subtitle ?? list.customer.title}</span>
            <span>{list.box?.title}</span>
            <StateBadge state={list.state} label={t(`picking.list.value.state.${list.state}`)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
