import { Fault, PageLink, type SlotProps, useMay, useText } from '#kernel/web/index.ts';
import type { variant } from '#modules/catalog/contract/index.ts';
import { AvailabilityTable } from './AvailabilityTable.tsx';
import classes from './availability.module.css';
import { useAvailability } from './use-availability.ts';

/** A product's stock by warehouse and day, on its own page. */
export default function VariantAvailability({ row }: SlotProps<typeof variant>) {
  const { t } = useText();
  const may = useMay();
  const list = useAvailability({ product: row.id, days: 14 });
  const [item] = list.items;
  if (list.error) return <Fault error={list.error} onRetry={() => void list.refetch()} />;
  if (!item) return null;
  return (
    <>
      <div className={classes.inset}>
        <AvailabilityTable items={list.items} days={list.first?.days ?? []} isOpen />
      </div>
      {Number(item.promised) > 0 && may('stock.demand:read') && (
        <p className={classes.foot}>
          <PageLink path="stock/demands" search={{ product: String(row.id) }}>
            {t('stock.availability.toDemand')}
          </PageLink>
        </p>
      )}
    </>
  );
}
