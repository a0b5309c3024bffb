import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { DecimalEntry } from '#kernel/web/entry/DecimalEntry.tsx';
import { useLabels, useText } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import type { LineRowProps } from './LineRow.tsx';
import { type LineField, onlyOffer } from './line-edits.ts';
import classes from './lines.module.css';
import { OfferOption } from './OfferOption.tsx';
import { offersQuery } from './offers.ts';
import type { Offer } from './order-draft.ts';
import { Suggest } from './Suggest.tsx';

const decimals = { quantity: 'quantity', price: 'money', discount: 'rate' } as const;

/** Id of the message that says what is wrong in a cell. */
export const faultId = (line: number, field: string) => `fault-${line}-${field}`;

interface CellProps {
  field: LineField;
  label: string;
  shown: ReactNode;
  spoken: string;
  fault: string | undefined;
  input: ((describedBy: string | undefined) => ReactNode) | null;
}

/** A cell: its input while it is the active one, else a button to enter it. */
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
  const caption = useLabels(salesOrder).field(`lines.${field}`);
  const align = field === 'product' ? undefined : 'end';
  const describedBy = fault ? faultId(line.key, field) : undefined;
  return (
    <td
      className={classes[field]}
      data-align={align}
      data-label={caption}
      data-active={active === field || undefined}
      data-wrong={fault ? '' : undefined}
    >
      {active === field && input ? (
        input(describedBy)
      ) : fields.includes(field) ? (
        <button
          type="button"
          tabIndex={tabbable ? 0 : -1}
          aria-label={`${label}: ${spoken || '–'}`}
          aria-describedby={describedBy}
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
    </td>
  );
}

export function NumberCell(
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
          spec={{ kind: decimals[field] }}
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

export function ProductCell(props: LineRowProps & { label: string }) {
  const { line, label, customer, acts, faults } = props;
  const { t } = useText();
  const client = useQueryClient();
  const { product, typed, lookup, key } = line;
  const fault = faults?.product;
  const text = typed ?? product?.sku ?? '';
  const best = (offers: readonly Offer[], sought: string) => {
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
          searching={typed !== null && (lookup === null || lookup === 'ambiguous')}
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
