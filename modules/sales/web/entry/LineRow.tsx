import { IconAlertTriangle, IconInfoCircle, IconTrash } from '@tabler/icons-react';
import { memo } from 'react';
import { IconButton, useFormats, useLabels, useMay, useText } from '#kernel/web/index.ts';
import { askWhyPrice } from '#modules/pricing/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import { faultId, NumberCell, ProductCell } from './LineCells.tsx';
import { discountOf, priceOf } from './line-amounts.ts';
import type { LineField } from './line-edits.ts';
import classes from './lines.module.css';
import type { DraftLine, Offer } from './order-draft.ts';
import type { CellActs } from './use-line-cells.ts';

export interface LineRowProps {
  line: DraftLine;
  /** Position from 0. */
  index: number;
  customer: number | null;
  /** Day of the order; null while it is today. */
  date: string | null;
  /** The cell of this line that is entered now. */
  active: LineField | null;
  /** Reached by Tab from outside of the grid. */
  tabbable: boolean;
  fields: readonly LineField[];
  amount: string | undefined;
  free: string | undefined;
  isShort: boolean;
  /** Messages by field. */
  faults: Readonly<Record<string, string>> | undefined;
  acts: CellActs;
}

/** One line of the order: the active cell is an input, the others show what is in them. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { line, index, amount, faults, acts } = props;
  const { t } = useText();
  const { money, rate, quantity } = useFormats();
  const labels = useLabels(salesOrder);
  const product = line.typed === null ? line.product : null;
  const named = (field: string) => t('web.lines.cell', { field: labels.field(`lines.${field}`), line: index + 1 });
  const price = priceOf(line);
  const discount = discountOf(line);
  const number = (field: Exclude<LineField, 'product'>, value: string | null, shown: string) => (
    <NumberCell {...props} field={field} label={named(field)} value={value} shown={shown} />
  );
  return (
    <>
      <tr data-line={index + 1} data-faulty={faults ? '' : undefined}>
        <td className={classes.number}>{index + 1}</td>
        <ProductCell {...props} label={named('product')} />
        <td className={classes.name}>{product?.name}</td>
        {number('quantity', line.quantity, line.quantity === null ? '' : quantity(line.quantity))}
        <td className={classes.unit}>{product?.unit.symbol}</td>
        {number('price', price, price === null ? '' : money(price))}
        {number('discount', discount, discount === null ? '' : rate(discount))}
        <td className={classes.amount} data-align="end">
          {amount !== undefined && money(amount)}
        </td>
        <td className={classes.free}>
          <SupplyMark free={props.free} isShort={props.isShort} />
        </td>
        <td className={classes.tools}>
          {product && (
            <WhyPrice
              line={line}
              product={product}
              customer={props.customer}
              date={props.date}
              index={index}
              price={price}
            />
          )}
          <IconButton
            label={t('web.lines.remove', { line: index + 1 })}
            keys="mod+backspace"
            size={24}
            tabIndex={-1}
            onClick={() => acts.remove(line.key)}
          >
            <IconTrash size={15} />
          </IconButton>
        </td>
      </tr>
      {faults && <FaultRow lineKey={line.key} faults={faults} />}
    </>
  );
});

interface WhyPriceProps extends Pick<LineRowProps, 'line' | 'index' | 'customer' | 'date'> {
  product: Offer;
  price: string | null;
}

function WhyPrice({ line, product, customer, date, index, price }: WhyPriceProps) {
  const { t } = useText();
  const may = useMay();
  if (!may('pricing.price:read')) return null;
  const isEntered = Boolean(line.price) || (line.saved?.isEntered ?? false);
  return (
    <IconButton
      label={t('sales.line.why', { line: index + 1 })}
      size={24}
      tabIndex={-1}
      onClick={() =>
        void askWhyPrice(
          { variant: product.id, customer, quantity: Number(line.quantity) > 0 ? line.quantity : null, date },
          { price, isEntered },
        )
      }
    >
      <IconInfoCircle size={15} />
    </IconButton>
  );
}

/** What is wrong in the line, below it over its whole width: the cells are too narrow for sentences. */
function FaultRow({ lineKey, faults }: { lineKey: number; faults: Readonly<Record<string, string>> }) {
  const labels = useLabels(salesOrder);
  return (
    <tr className={classes.faults}>
      <td />
      <td colSpan={9}>
        {Object.entries(faults).map(([field, text]) => (
          <span key={field} id={faultId(lineKey, field)} className={classes.wrong}>
            {labels.field(`lines.${field}`)}: {text}
          </span>
        ))}
      </td>
    </tr>
  );
}

function SupplyMark({ free, isShort }: { free: string | undefined; isShort: boolean }) {
  const { t } = useText();
  const { quantity } = useFormats();
  if (free === undefined) return null;
  if (!isShort) return <span>{t('sales.entry.free', { free: quantity(free) })}</span>;
  return (
    <span className={classes.short}>
      <IconAlertTriangle size={14} aria-hidden />
      {free === '0' ? t('sales.entry.free.none') : t('sales.entry.free.short', { free: quantity(free) })}
    </span>
  );
}
