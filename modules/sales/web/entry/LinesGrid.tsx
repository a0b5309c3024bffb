import '@mantine/core/styles/Kbd.layer.css';
import { Button, Kbd } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useLabels, useText } from '#kernel/web/index.ts';
import { leaveAfterClick } from '#kernel/web/lines/leave-after-click.ts';
import { keysText } from '#kernel/web/parts/keys-text.ts';
import { salesOrder } from '../../contract/index.ts';
import { LineRow } from './LineRow.tsx';
import { type Amounts, suppliesOf } from './line-amounts.ts';
import type { LineField } from './line-edits.ts';
import classes from './lines.module.css';
import type { Faults } from './order-body.ts';
import { customerOf, type DraftLine, dateOf, type OrderDraft } from './order-draft.ts';
import type { LineCells } from './use-line-cells.ts';

/** Faults of a line by their field; undefined where there are none, so that the line is not drawn again. */
function useLineFaults(faults: Faults): (line: DraftLine) => Record<string, string> | undefined {
  const { t } = useText();
  return ({ key, lookup }) => {
    const own = Object.entries(faults)
      .filter(([path]) => path.startsWith(`${key}.`))
      .map(([path, text]) => [path.slice(`${key}.`.length), text]);
    if (lookup === 'unknown') own.push(['product', t('sales.entry.product.unknown')]);
    if (lookup === 'ambiguous') own.push(['product', t('sales.entry.product.ambiguous')]);
    return own.length > 0 ? Object.fromEntries(own) : undefined;
  };
}

interface LinesGridProps {
  draft: OrderDraft;
  cells: LineCells;
  fields: readonly LineField[];
  amounts: Amounts;
  faults: Faults;
}

/** The lines of the order, entered as in a spreadsheet. */
export function LinesGrid({ draft, cells, fields, amounts, faults }: LinesGridProps) {
  const { t } = useText();
  const labels = useLabels(salesOrder);
  const { active, acts } = cells;
  const lineFaults = useLineFaults(faults);
  const supplies = useMemo(() => suppliesOf(draft.lines), [draft.lines]);
  const customer = customerOf(draft)?.id ?? null;
  const date = dateOf(draft);
  const head = (field: string) => labels.field(`lines.${field}`);
  return (
    <fieldset
      className={classes.frame}
      aria-label={labels.field('lines')}
      onKeyDown={cells.onKeyDown}
      onPaste={cells.onPaste}
      onBlur={leaveAfterClick(() => acts.activate(null))}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col" className={classes.number}>
              {t('web.lines.number')}
            </th>
            <th scope="col">{head('product')} *</th>
            <th scope="col">{head('description')}</th>
            <th scope="col" data-align="end">
              {head('quantity')} *
            </th>
            <th scope="col">{head('unit')}</th>
            <th scope="col" data-align="end">
              {head('price')}
            </th>
            <th scope="col" data-align="end">
              {head('discount')}
            </th>
            <th scope="col" data-align="end">
              {head('amount')}
            </th>
            <th scope="col">{t('sales.entry.stock')}</th>
            <th className={classes.tools} aria-label={t('web.action.remove')} />
          </tr>
        </thead>
        <tbody>
          {draft.lines.map((line, index) => {
            const supply = supplies.get(line.key);
            return (
              <LineRow
                key={line.key}
                line={line}
                index={index}
                customer={customer}
                date={date}
                active={active?.key === line.key ? active.field : null}
                tabbable={active === null}
                fields={fields}
                amount={amounts.lines.get(line.key)}
                free={supply?.free}
                isShort={supply?.isShort ?? false}
                faults={lineFaults(line)}
                acts={acts}
              />
            );
          })}
        </tbody>
      </table>
      <div className={classes.foot}>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={15} />} onClick={acts.add}>
          {t('sales.entry.add')}
        </Button>
        <p className={classes.hints}>
          <Hint keys={['enter']} text={t('sales.entry.keys.next')} />
          <Hint keys={['mod+d']} text={t('sales.entry.keys.copyDown')} />
          <Hint keys={['delete', 'mod+backspace']} text={t('sales.entry.keys.remove')} />
          <Hint keys={['mod+z']} text={t('sales.entry.keys.undo')} />
          <Hint keys={['mod+v']} text={t('sales.entry.keys.paste')} />
        </p>
      </div>
    </fieldset>
  );
}

function Hint({ keys, text }: { keys: readonly string[]; text: string }) {
  return (
    <span className={classes.hint}>
      {keys.map((one) => (
        <Kbd key={one}>{keysText(one).replace('backspace', '⌫')}</Kbd>
      ))}
      {text}
    </span>
  );
}
