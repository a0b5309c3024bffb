import { f, formatDecimal, type Translated } from '#kernel/contract/index.ts';
import {
  fieldMessages,
  PageLink,
  StateBadge,
  useFormats,
  useLabels,
  useText,
  Value,
  ValueInput,
} from '#kernel/web/index.ts';
import { variant } from '../../contract/index.ts';
import type { PriceField } from '../price-fields.ts';
import type { StockLevels } from '../stock/use-stock-levels.ts';
import type { GridKeys } from './use-grid-keys.ts';
import type { VariantDrafts } from './use-variant-drafts.ts';
import { VariantNote } from './VariantNote.tsx';
import { enteredValue, nameWith, type VariantField, type VariantRow } from './variant-drafts.ts';
import classes from './variants-grid.module.css';

/** In a grid the name is entered in the reader's language alone. */
const nameEntry = { name: variant.name, fields: { name: f.text() } };

export interface VariantLineProps {
  row: VariantRow;
  line: number;
  /** Name of the parent, which an empty name stands for. */
  familyName: Translated | null;
  prices: readonly PriceField[];
  editable: readonly VariantField[];
  grid: GridKeys;
  drafts: VariantDrafts;
  stock: StockLevels;
  isFlashing: boolean;
}

/** One variant of the grid, and below it what stands in the way of saving it. */
export function VariantLine(props: VariantLineProps) {
  const { row, prices, drafts, stock, isFlashing } = props;
  const { t } = useText();
  const labels = useLabels(variant);
  const none = <span className={classes.quiet}>–</span>;
  const columns = 5 + prices.length + (stock.isShown ? 2 : 0);
  return (
    <>
      <tr
        data-off={row.state === 'archived' || undefined}
        data-changed={drafts.drafts.has(row.id) || undefined}
        data-flash={isFlashing || undefined}
      >
        <th scope="row" className={classes.code}>
          {row.variantCode || none}
        </th>
        <td className={classes.number}>
          <PageLink path={`${variant.path}/${row.id}`} data-tip={t('catalog.variants.open', { sku: row.sku })}>
            {row.sku}
          </PageLink>
        </td>
        <td className={classes.number}>{row.legacySku || none}</td>
        <EntryCell {...props} field="name" />
        {prices.map((field) => (
          <EntryCell key={field} {...props} field={field} />
        ))}
        {stock.isShown && <StockCells row={row} stock={stock} />}
        <td>
          <StateBadge state={row.state} label={labels.value('state', row.state)} />
        </td>
      </tr>
      <VariantNote row={row} drafts={drafts} columns={columns} />
    </>
  );
}

/** A cell that can be entered: its value as it will be read, and an input while it is the active one. */
function EntryCell({
  row,
  line,
  field,
  familyName,
  editable,
  grid,
  drafts,
}: VariantLineProps & { field: PriceField | 'name' }) {
  const { t, language } = useText();
  const labels = useLabels(variant);
  const column = editable.indexOf(field);
  const value = enteredValue(drafts.drafts, row, field);
  const error = fieldMessages(drafts.faults.get(row.id))[field];
  const isActive = grid.active?.line === line && grid.active.column === column && column >= 0;
  const isChanged = field in (drafts.drafts.get(row.id)?.changes ?? {});
  const label = t('catalog.variants.cell', { field: labels.field(field), sku: row.sku });
  const align = field === 'name' ? undefined : 'end';
  const shown =
    field === 'name' ? (
      <Name own={value} family={familyName} />
    ) : (
      <Value resource={variant} field={field} value={value} />
    );
  const common = {
    bare: true,
    autoFocus: true,
    invalid: error !== undefined,
    'aria-label': label,
  };
  return (
    <td
      className={classes.entry}
      data-align={align}
      data-active={isActive || undefined}
      data-changed={isChanged || undefined}
      data-wrong={error ? '' : undefined}
    >
      {isActive && field === 'name' ? (
        <ValueInput
          {...common}
          resource={nameEntry}
          field="name"
          value={(value as Translated | null)?.[language] ?? null}
          placeholder={familyName?.[language] ?? ''}
          onChange={(text) => drafts.enter(row, 'name', nameWith(value, language, text as string | null))}
        />
      ) : isActive ? (
        <ValueInput
          {...common}
          resource={variant}
          field={field}
          value={value}
          onChange={(amount) => drafts.enter(row, field, amount)}
        />
      ) : column >= 0 ? (
        <button
          type="button"
          className={classes.cell}
          aria-label={label}
          tabIndex={grid.active ? -1 : 0}
          onFocus={() => grid.activate({ line, column })}
        >
          {shown}
        </button>
      ) : (
        <span className={classes.cell}>{shown}</span>
      )}
    </td>
  );
}

/** The variant's own name, else the family's in grey. */
function Name({ own, family }: { own: unknown; family: Translated | null }) {
  const { t } = useText();
  if (own) return <Value resource={variant} field="name" value={own} />;
  return (
    <span className={classes.inherited}>
      <Value resource={variant} field="name" value={family} />
      <span className={classes.from}>{t('catalog.variants.inherited')}</span>
    </span>
  );
}

function StockCells({ row, stock }: { row: VariantRow; stock: StockLevels }) {
  const { quantity } = useFormats();
  const level = stock.levels?.get(row.id) ?? { onHand: 0, available: 0 };
  const shown = (amount: number) => (
    <td data-align="end" data-zero={amount === 0 || undefined} data-short={amount < 0 || undefined}>
      {stock.levels ? quantity(formatDecimal(amount, 'quantity')) : <span className={classes.bone} />}
    </td>
  );
  return (
    <>
      {shown(level.onHand)}
      {shown(level.available)}
    </>
  );
}
