import { PageLink, StateBadge, useFormats, useList, useMay, useText } from '#kernel/web/index.ts';
import { bom } from '../../contract/index.ts';
import classes from './card.module.css';

/** The BOMs of a product or variant, the latest revision first, and the way to a new one. */
export function BomList({
  field,
  id,
  isManufactured,
}: {
  field: 'product' | 'variant';
  id: number;
  isManufactured: boolean;
}) {
  const { t } = useText();
  const { date } = useFormats();
  const may = useMay();
  const filters = [{ field, operator: 'eq' as const, value: String(id) }];
  const { rows, isPending } = useList(bom, { filters, sort: '-revision', limit: 5 });
  if (isPending) return null;
  return (
    <>
      {rows.length === 0 && <p className={classes.quiet}>{t('bom.card.none')}</p>}
      <ul className={classes.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <PageLink path={`${bom.path}/${row.id}`}>{row.code}</PageLink>
            {row.validFrom && (
              <span className={classes.quiet}>{t('bom.revisions.from', { date: date(row.validFrom) })}</span>
            )}
            <StateBadge state={row.state} label={t(`bom.bom.value.state.${row.state}`)} />
          </li>
        ))}
      </ul>
      {rows.length === 0 && isManufactured && may('bom.bom:create') && (
        <div className={classes.links}>
          <PageLink path={`${bom.path}/new`} search={{ [field]: String(id) }}>
            {t('bom.card.create')}
          </PageLink>
        </div>
      )}
    </>
  );
}
