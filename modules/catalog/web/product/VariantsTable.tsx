import { useMemo } from 'react';
import { formatDecimal, sum, type Translated } from '#kernel/contract/index.ts';
import { useFormats, useLabels, useMay, useText } from '#kernel/web/index.ts';
import { pastedValue } from '#kernel/web/lines/tsv.ts';
import { useRowFlash } from '#kernel/web/list/use-row-flash.ts';
import { variant } from '../../contract/index.ts';
import { priceFields } from '../price-fields.ts';
import type { StockLevels } from '../stock/use-stock-levels.ts';
import { type GridKeys, useGridKeys } from './use-grid-keys.ts';
import type { VariantDrafts } from './use-variant-drafts.ts';
import { VariantLine } from './VariantLine.tsx';
import { enteredValue, nameWith, ownRow, type VariantField, type VariantRow } from './variant-drafts.ts';
import classes from './variants-grid.module.css';

/** Whether the user may change the field of this variant now. */
const isOpen = (row: VariantRow | undefined, field: VariantField): boolean =>
  Boolean(row?.abilities?.update) && !row?.abilities?.fixed.includes(field);

const inheritedName = (row: VariantRow): Translated | null => (row.inherited?.includes('name') ? row.name : null);

interface TableProps {
  /** What the rows have in common: another scope is another grid. */
  scope: string;
  /** Name of the family whose variants they are; absent where they are of several. */
  familyName?: Translated | null;
  drafts: VariantDrafts;
  stock: StockLevels;
}

/** The keys of the grid, in terms of variants and their fields. */
function useVariantKeys({ rows, drafts, enter, enterAll, ...rest }: VariantDrafts, editable: readonly VariantField[]) {
  const { language } = useText();
  /** A cell of a spreadsheet as the value of a field; a name is one of the reader's language. */
  const read = (row: VariantRow, field: VariantField, text: string) =>
    field === 'name'
      ? nameWith(enteredValue(drafts, row, 'name'), language, text)
      : pastedValue(variant.fields[field], text, language, new Date());
  const at = ({ line, column }: { line: number; column: number }) => {
    const [row, field] = [rows[line], editable[column]];
    return row && field ? { row, field } : undefined;
  };
  return useGridKeys({
    lines: rows.length,
    columns: editable.length,
    leave: rest.tidy,
    undo: rest.undo,
    revert: (cell) => {
      const found = at(cell);
      if (!found || !(found.field in (drafts.get(found.row.id)?.changes ?? {}))) return false;
      enter(found.row, found.field, ownRow(found.row)[found.field]);
      return true;
    },
    copyDown: (cell) => {
      const [found, above] = [at(cell), at({ ...cell, line: cell.line - 1 })];
      if (found && above) enterAll([{ ...found, value: enteredValue(drafts, above.row, found.field) }]);
    },
    paste: (cell, cells) =>
      enterAll(
        cells.flatMap((texts, down) =>
          texts.flatMap((text, across) => {
            const found = at({ line: cell.line + down, column: cell.column + across });
            return found ? [{ ...found, value: read(found.row, found.field, text) }] : [];
          }),
        ),
      ),
  });
}

export function VariantsTable({ scope, familyName, drafts, stock }: TableProps) {
  const { t } = useText();
  const labels = useLabels(variant);
  const may = useMay();
  const { rows } = drafts;
  const shownPrices = priceFields.filter((field) => may(variant.fields[field].read));
  const editable = (['name', ...shownPrices] as const).filter((field) => isOpen(rows[0], field));
  const grid: GridKeys = useVariantKeys(drafts, editable);
  const plainRows = useMemo(() => rows.map((row) => ({ ...row })), [rows]);
  const flashing = useRowFlash(plainRows, scope, false);
  return (
    <>
      <fieldset
        className={classes.frame}
        tabIndex={-1}
        aria-label={t('catalog.variant.plural')}
        onKeyDown={grid.onKeyDown}
        onPaste={grid.onPaste}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget) && event.relatedTarget !== null) grid.activate(null);
        }}
      >
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" className={classes.code}>
                {labels.field('variantCode')}
              </th>
              <th scope="col">{labels.field('sku')}</th>
              <th scope="col">{labels.field('legacySku')}</th>
              <th scope="col" className={classes.name}>
                {labels.field('name')}
              </th>
              {shownPrices.map((field) => (
                <th key={field} scope="col" data-align="end" className={classes.price}>
                  {labels.field(field)}
                </th>
              ))}
              {stock.isShown && (
                <>
                  <th scope="col" data-align="end">
                    {t('catalog.stock.onHand')}
                  </th>
                  <th scope="col" data-align="end">
                    {t('catalog.stock.available')}
                  </th>
                </>
              )}
              <th scope="col">{labels.field('state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, line) => (
              <VariantLine
                key={row.id}
                row={row}
                line={line}
                familyName={familyName ?? inheritedName(row)}
                prices={shownPrices}
                editable={editable}
                grid={grid}
                drafts={drafts}
                stock={stock}
                isFlashing={flashing.has(row.id)}
              />
            ))}
          </tbody>
          {stock.isShown && rows.length > 1 && <Sums stock={stock} before={4 + shownPrices.length} />}
        </table>
      </fieldset>
      {editable.length > 0 && <p className={classes.hint}>{t('catalog.variants.hint')}</p>}
    </>
  );
}

function Sums({ stock, before }: { stock: StockLevels; before: number }) {
  const { t } = useText();
  const { quantity } = useFormats();
  const levels = [...(stock.levels?.values() ?? [])];
  const total = (of: 'onHand' | 'available') =>
    quantity(formatDecimal(sum(levels.map((level) => level[of])), 'quantity'));
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={before}>
          {t('catalog.stock.total')}
        </th>
        <td data-align="end">{stock.levels && total('onHand')}</td>
        <td data-align="end">{stock.levels && total('available')}</td>
        <td />
      </tr>
    </tfoot>
  );
}
