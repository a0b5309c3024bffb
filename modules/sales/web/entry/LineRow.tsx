import { IconAlertTriangle, IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { memo, type ReactNode, useEffect } from 'react';
import { DecimalEntry } from '#kernel/web/entry/DecimalEntry.tsx';
import { IconButton, useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import { discountOf, priceOf } from './line-amounts.ts';
import { type LineField, onlyOffer } from './line-edits.ts';
import classes from './lines.module.css';
import { OfferOption } from './OfferOption.tsx';
import { offersQuery } from './offers.ts';
import type { DraftLine } from './order-draft.ts';
import { Suggest } from './Suggest.tsx';
import type { CellActs } from './use-line-cells.ts';

export interface LineRowProps {
  line: DraftLine;
  /** Position from 0. */
  index: number;
  customer: number | null;
  /** The cell of this line that is entered now. */
  active: LineField | null;
  /** Reached by Tab from outside of the grid. */
  tabbable: boolean;
  fields: readonly LineField[];
  amount: string | undefined;
  free: string | undefined;
  isShort: boolean;
  /** Messages by field. */
  faults: Readonly<Partial<Record<string, string>>> | undefined;
  acts: CellActs;
}

const decimals = { quantity: 'quantity', price: 'money', discount: 'rate' } as const;
const lineSpecs = salesOrder.fields.lines.fields ?? {};

/** One line of the order: the active cell is an input, the others show what is in them. */
export const LineRow = memo(function LineRow(props: LineRowProps) {
  const { line, index, amount, acts } = props;
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
    <tr data-line={index + 1}>
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
  );
});

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

interface CellProps {
  field: LineField;
  label: string;
  shown: ReactNode;
  spoken: string;
  fault: string | undefined;
  input: ((describedBy: string | undefined) => ReactNode) | null;
}

/** A cell: its input while it is the active one, else a button to enter it; what is wrong stands below. */
function Cell({
  line,
  tabbable,
  active,
  fields,
  acts,
  field,
  label,
  shown,
  spoken,
  fault,
  input,
}: LineRowProps & CellProps) {
  const align = field === 'product' ? undefined : 'end';
  const faultId = `fault-${line.key}-${field}`;
  return (
    <td
      className={classes[field]}
      data-align={align}
      data-active={active === field || undefined}
      data-wrong={fault ? '' : undefined}
    >
      {active === field && input ? (
        input(fault ? faultId : undefined)
      ) : fields.includes(field) ? (
        <button
          type="button"
          tabIndex={tabbable ? 0 : -1}
          aria-label={`${label}: ${spoken || '–'}`}
          aria-describedby={fault ? faultId : undefined}
          className={classes.cell}
          data-align={align}
          onFocus={() => acts.activate({ key: line.key, field })}
        >
          {shown}
        </button>
      ) : (
        <div className={classes.cell} data-align={align} data-fixed>
          {shown}
        </div>
      )}
      {fault && (
        <span id={faultId} className={classes.wrong}>
          {fault}
        </span>
      )}
    </td>
  );
}

function NumberCell(
  props: LineRowProps & { field: Exclude<LineField, 'product'>; label: string; value: string | null; shown: string },
) {
  const { line, field, label, value, shown, acts, faults } = props;
  const labels = useLabels(salesOrder);
  const emptied = field === 'quantity' ? null : '';
  const isWaiting = props.active === field && line[field] === null;
  const productId = line.product?.id;
  useEffect(() => {
    // The product's price came while its cell was already open: the first key shall replace it, as in every cell.
    const input = document.activeElement;
    if (isWaiting && productId !== undefined && input instanceof HTMLInputElement) input.select();
  }, [isWaiting, productId]);
  return (
    <Cell
      {...props}
      spoken={shown}
      fault={faults?.[field]}
      input={(describedBy) => (
        <DecimalEntry
          spec={lineSpecs[field] ?? { kind: decimals[field] }}
          path={`lines.${field}`}
          labels={labels}
          bare
          autoFocus
          aria-label={label}
          invalid={faults?.[field] !== undefined}
          value={line[field] === '' ? null : value}
          leastDecimals={field === 'price' ? 2 : 0}
          onChange={(next) => acts.setNumber(line.key, field, typeof next === 'string' ? next : emptied)}
          {...(describedBy ? { 'aria-describedby': describedBy } : {})}
        />
      )}
    />
  );
}

function ProductCell(props: LineRowProps & { label: string }) {
  const { line, label, customer, acts, faults } = props;
  const { t } = useText();
  const client = useQueryClient();
  const { product, typed, lookup, key } = line;
  const fault =
    lookup === 'unknown' || lookup === 'ambiguous'
      ? t(lookup === 'unknown' ? 'sales.entry.product.unknown' : 'sales.entry.product.ambiguous')
      : faults?.product;
  const text = typed ?? product?.sku ?? '';
  const best = (offers: readonly NonNullable<typeof product>[], sought: string) => {
    const found = onlyOffer(offers, sought);
    return typeof found === 'string' ? offers[0] : found;
  };
  return (
    <Cell
      {...props}
      field="product"
      spoken={[text, typed === null ? product?.legacySku : null].filter(Boolean).join(' · ')}
      shown={
        <span>
          {text}
          {typed === null && product?.legacySku && <span className={classes.old}> {product.legacySku}</span>}
        </span>
      }
      fault={fault}
      input={(describedBy) => (
        <Suggest
          label={label}
          text={text}
          searching={typed !== null && lookup !== 'pending'}
          onText={(next) => acts.typeProduct(key, next)}
          onReset={() => acts.resetProduct(key)}
          scope={`product ${customer ?? ''}`}
          find={(q) => client.fetchQuery(offersQuery({ q, customer }))}
          keyOf={(offer) => offer.id}
          render={(offer) => <OfferOption offer={offer} />}
          best={best}
          onPick={(offer) => acts.pickProduct(key, offer)}
          onEarlyEnter={(sought) => acts.earlyEnter(key, sought)}
          onNone={() => acts.noProduct(key)}
          ownTab
          bare
          autoFocus
          invalid={fault !== undefined}
          describedBy={describedBy}
          placeholder={t('sales.entry.product.placeholder')}
          width={640}
        />
      )}
    />
  );
}
