import { Button } from '@mantine/core';
import type { ClipboardEvent } from 'react';
import { useMay } from '../api/session.ts';
import { cellPartsOf } from '../fields/cell-parts.ts';
import type { FieldEntry } from '../fields/field-parts.ts';
import { besideLine } from '../form/beside.ts';
import type { Line } from '../form/to-write.ts';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { IconDelete, IconPlus } from '../parts/icons.ts';
import { LineCell } from './LineCell.tsx';
import { lineColumns, widestTable } from './LinesTable.tsx';
import { leaveAfterClick } from './leave-after-click.ts';
import { keyOf, mergeFound, pasteCells } from './line-edits.ts';
import classes from './lines.module.css';
import { isTable, parseTsv, pastedValue } from './tsv.ts';
import { useLineGrid } from './use-line-grid.ts';
import { useResolveReferences } from './use-resolve-references.ts';

export interface LinesEntryProps extends FieldEntry {
  /** Messages by the rest of their path: `2.quantity`. */
  errors?: Readonly<Record<string, string>>;
  warnings?: Readonly<Record<string, string>>;
}

/** Lines entered as in a spreadsheet: the active cell is an input, all others are shown as they will be read. */
export default function LinesEntry({
  spec,
  path,
  labels,
  value,
  onChange,
  errors = {},
  warnings = {},
  disabled,
  beside,
}: LinesEntryProps) {
  const { t, language } = useText();
  const may = useMay();
  const resolveReferences = useResolveReferences();
  const fields = spec.fields ?? {};
  const columns = lineColumns(fields, may);
  const editable = columns
    .filter((column) => !column.spec.readOnly && may(column.spec.write))
    .map((column) => column.name);
  const lines: Line[] = Array.isArray(value) ? value : [];
  const grid = useLineGrid(fields, editable, lines, onChange);

  const onPaste = (event: ClipboardEvent) => {
    const clip = event.clipboardData.getData('text/plain');
    if (!isTable(clip) || !grid.active) return;
    event.preventDefault();
    const read = (name: string, cell: string) =>
      pastedValue(fields[name] ?? { kind: 'text' }, cell, language, new Date());
    const pasted = pasteCells(lines, grid.active, parseTsv(clip), fields, editable, read);
    grid.replace(pasted);
    void resolveReferences(fields, pasted, beside).then(
      (found) => grid.edit((now) => mergeFound(now, found)),
      () => undefined,
    );
  };
  return (
    <fieldset
      className={classes.frame}
      aria-label={labels.field(path)}
      onKeyDown={grid.onKeyDown}
      onPaste={onPaste}
      onBlur={leaveAfterClick(() => grid.activate(null))}
    >
      {lines.length > 0 && (
        <div className={classes.scroll}>
          <table className={`${classes.table} ${classes.grid}`} style={{ maxWidth: widestTable(columns) }}>
            <thead>
              <tr>
                <th scope="col" className={classes.number}>
                  {t('web.lines.number')}
                </th>
                {columns.map(({ name, width, spec: column }) => (
                  <th key={name} scope="col" data-align={cellPartsOf(column.kind).align} style={{ minWidth: width }}>
                    {labels.field(`${path}.${name}`)}
                    {column.required && !column.filled && !column.readOnly ? ' *' : ''}
                  </th>
                ))}
                <th className={classes.tools} aria-label={t('web.action.remove')} />
              </tr>
            </thead>
            <tbody>
              {lines.map((line, index) => (
                <tr key={keyOf(line)}>
                  <td className={classes.number}>{index + 1}</td>
                  {columns.map((column) => {
                    const at = editable.indexOf(column.name);
                    return (
                      <LineCell
                        key={column.name}
                        spec={column.spec}
                        path={`${path}.${column.name}`}
                        labels={labels}
                        value={line[column.name]}
                        line={index}
                        active={!disabled && grid.active?.line === index && grid.active.column === at}
                        editable={at >= 0 && !disabled}
                        tabbable={!grid.active}
                        error={errors[`${index}.${column.name}`]}
                        warning={warnings[`${index}.${column.name}`]}
                        beside={besideLine(line, beside)}
                        onActivate={() => grid.activate({ line: index, column: at })}
                        onChange={(next) => grid.set(index, column.name, next)}
                      />
                    );
                  })}
                  <td className={classes.tools}>
                    <IconButton
                      label={t('web.lines.remove', { line: index + 1 })}
                      keys="mod+delete"
                      size={24}
                      tabIndex={-1}
                      onClick={() => grid.remove(index)}
                    >
                      <IconDelete size={15} />
                    </IconButton>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className={classes.foot}>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={15} />}
          onClick={grid.add}
          disabled={disabled ?? false}
        >
          {t('web.lines.add')}
        </Button>
        {lines.length > 0 && <span className={classes.hint}>{t('web.lines.hint')}</span>}
      </div>
    </fieldset>
  );
}
