import { PageLink, type SlotProps, StateBadge, useFormats, useList, useText } from '#kernel/web/index.ts';
import { bom } from '../../contract/index.ts';
import classes from '../card/card.module.css';

/** All revisions for the same subject; a new one appears here as soon as it is there. */
export default function Revisions({ row }: SlotProps<typeof bom>) {
  const { t } = useText();
  const { date } = useFormats();
  const field = row.variant ? 'variant' : 'product';
  const subject = row.variant ?? row.product;
  const { rows } = useList(bom, {
    filters: [{ field, operator: 'eq', value: String(subject?.id ?? 0) }],
    sort: '-revision',
    limit: 10,
  });
  if (rows.length < 2) return null;
  const earlier = rows.find(({ revision }) => revision < row.revision) ?? rows.find(({ id }) => id !== row.id);
  return (
    <section className={classes.card} aria-label={t('bom.revisions.title')}>
      <h2 className={classes.heading}>{t('bom.revisions.title')}</h2>
      <ul className={classes.list}>
        {rows.map((one) => (
          <li key={one.id}>
            {one.id === row.id ? (
              <strong>{one.code}</strong>
            ) : (
              <PageLink path={`${bom.path}/${one.id}`}>{one.code}</PageLink>
            )}
            {one.validFrom && (
              <span className={classes.quiet}>{t('bom.revisions.from', { date: date(one.validFrom) })}</span>
            )}
            <StateBadge state={one.state} label={t(`bom.bom.value.state.${one.state}`)} />
          </li>
        ))}
      </ul>
      {earlier && (
        <div className={classes.links}>
          <PageLink path="bom/comparison" search={{ before: String(earlier.id), after: String(row.id) }}>
            {t('bom.revisions.compare', { revision: earlier.revision })}
          </PageLink>
        </div>
      )}
    </section>
  );
}
