import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, useState } from 'react';
import { IconButton, PageLink, useFormats, useText } from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import type { Levels, ProductAvailability } from '../../contract/index.ts';
import classes from './availability.module.css';
import { DayCell } from './DayCell.tsx';
import { useDayNames } from './use-day-names.ts';

const figures = ['onHand', 'reserved', 'available', 'incoming', 'promised'] as const;

interface AvailabilityTableProps {
  items: readonly ProductAvailability[];
  days: readonly string[];
  /** Each product with its warehouses from the start. */
  isOpen?: boolean;
}

/** A row for each product and, opened, one for each warehouse; the days show what will be available at their ends. */
export function AvailabilityTable({ items, days, isOpen = false }: AvailabilityTableProps) {
  const { t } = useText();
  const names = useDayNames(days);
  const [open, setOpen] = useState<ReadonlySet<number>>(
    () => new Set(isOpen ? items.map(({ product }) => product.id) : []),
  );
  const toggle = (id: number) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <table className={classes.table} aria-label={t('stock.availability.title')}>
      <thead>
        <tr>
          <th scope="col" className={classes.product}>
            {t('stock.demand.field.product')}
          </th>
          {figures.map((figure) => (
            <th key={figure} scope="col" data-align="end" data-tip={t(`stock.availability.${figure}.help`)}>
              {t(`stock.availability.${figure}`)}
            </th>
          ))}
          {names.map(({ iso, weekday, day, isWeekend }) => (
            <th key={iso} scope="col" data-align="end" data-weekend={isWeekend || undefined} className={classes.day}>
              <span>{weekday}</span>
              {day}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ProductRows
            key={item.product.id}
            item={item}
            days={names}
            isOpen={open.has(item.product.id)}
            toggle={toggle}
          />
        ))}
      </tbody>
    </table>
  );
}

type Days = ReturnType<typeof useDayNames>;

interface ProductRowsProps {
  item: ProductAvailability;
  days: Days;
  isOpen: boolean;
  toggle: (id: number) => void;
}

const ProductRows = memo(function ProductRows({ item, days, isOpen, toggle }: ProductRowsProps) {
  const { t } = useText();
  const { product, warehouses } = item;
  const isSplit = warehouses.length > 1;
  return (
    <>
      <tr data-product>
        <th scope="row" className={classes.product}>
          <span className={classes.name}>
            {isSplit ? (
              <IconButton
                label={t(isOpen ? 'stock.availability.close' : 'stock.availability.open', {
                  product: product.title ?? '',
                })}
                size={24}
                aria-expanded={isOpen}
                onClick={() => toggle(product.id)}
              >
                {isOpen ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
              </IconButton>
            ) : (
              <span className={classes.gap} />
            )}
            <PageLink path={`${variant.path}/${product.id}`}>{product.title}</PageLink>
            <span className={classes.subtitle}>{product.subtitle}</span>
          </span>
        </th>
        <Figures levels={item} product={product.id} days={days} />
      </tr>
      {isOpen &&
        warehouses.map((one) => (
          <tr key={one.warehouse?.id ?? 0} data-warehouse>
            <th scope="row" className={classes.product}>
              {one.warehouse ? one.warehouse.title : t('stock.availability.anywhere')}
            </th>
            <Figures levels={one} product={product.id} days={days} />
          </tr>
        ))}
    </>
  );
});

function Figures({ levels, product, days }: { levels: Levels; product: number; days: Days }) {
  const { quantity } = useFormats();
  const { t } = useText();
  const shown = (value: string) => (Number(value) === 0 ? <span className={classes.nought}>–</span> : quantity(value));
  return (
    <>
      <td data-align="end">{shown(levels.onHand)}</td>
      <td data-align="end">{shown(levels.reserved)}</td>
      <td data-align="end" className={classes.strong}>
        {shown(levels.available)}
      </td>
      <td data-align="end">
        {Number(levels.incoming) > 0 ? (
          <PageLink path="stock/supplies" search={{ 'filter[product]': String(product) }}>
            {quantity(levels.incoming)}
          </PageLink>
        ) : (
          shown(levels.incoming)
        )}
      </td>
      <td data-align="end">
        {Number(levels.promised) > 0 ? (
          <PageLink
            path="stock/demands"
            search={{ product: String(product) }}
            data-tip={t('stock.availability.toDemand')}
          >
            {quantity(levels.promised)}
          </PageLink>
        ) : (
          shown(levels.promised)
        )}
      </td>
      {days.map(({ iso, isWeekend }, index) => (
        <DayCell
          key={iso}
          value={levels.days[index] ?? '0'}
          before={index === 0 ? levels.available : (levels.days[index - 1] ?? '0')}
          isWeekend={isWeekend}
        />
      ))}
    </>
  );
}
