import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ClipboardEvent } from 'react';
import { useMay } from '../api/session.ts';
import { pickQueryOptions } from '../api/use-pick.ts';
import { notify } from '../dialogs/notify.ts';
import type { FieldEntry } from '../fields/field-parts.ts';
import { fieldParts } from '../fields/index.ts';
import type { Line } from '../form/to-write.ts';
import { useText } from '../i18n/text.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { IconDelete, IconPlus } from '../parts/icons.ts';
import { useRegistry } from '../registry.tsx';
import { keyOf, pasteCells } from './line-edits.ts';
import { lineColumns } from './LinesTable.tsx';
import classes from './lines.module.css';
import { isTable, parseTsv, pastedValue } from './tsv.ts';
import { useLineGrid } from './use-line-grid.ts';

export interface LinesEntryProps extends FieldEntry {
  /** Messages by the rest of their path: `2.quantity`. */
  errors?: Readonly<Record<string, string>>;
}

/** Lines entered as in a spreadsheet: the active cell is an input, all others are shown as they will be read. */
export default function LinesEntry({ spec, path, labels, value, onChange, errors = {}, disabled }: LinesEntryProps) {
  const text = useText();
  const { t, language } = text;
  const may = useMay();
  const client = useQueryClient();
  const registry = useRegistry();
  const fields = spec.fields ?? {};
  const columns = lineColumns(fields, may);
  const editable = columns.filter((column) => !column.spec.readOnly && may(column.spec.write)).map((column) => column.name);
  const lines: Line[] = Array.isArray(value) ? value : [];
  const grid = useLineGrid(fields, editable, lines, onChange);

  /** Pasted numbers and names of records become references where exactly one record answers to them. */
  const resolveReferences = async (pasted: Line[]): Promise<Line[]> => {
    const refs = editable.filter((name) => fields[name]?.kind === 'ref');
    let unknown = 0;
    const resolved = await Promise.all(pasted.map(async (line) => {
      const found: Line = { ...line };
      for (const name of refs) {
        const typed = line[name];
        const target = registry.resource(fields[name]?.target);
        if (typeof typed !== 'string' || !target) continue;
        const { items } = await client.fetchQuery(pickQueryOptions(target, typed, fields[name]?.where));
        const hit = items.find((item) => item.title.toLowerCase() === typed.toLowerCase()) ?? (items.length === 1 ? items[0] : undefined);
        if (hit) found[name] = { id: hit.id, title: hit.title, subtitle: hit.subtitle ?? null };
        else unknown += 1;
      }
      return found;
    }));
    if (unknown > 0) notify({ tone: 'wrong', text: t('web.lines.unknown', { count: unknown }) });
    return resolved;
  };
  const onPaste = (event: ClipboardEvent) => {
    const clip = event.clipboardData.getData('text/plain');
    if (!isTable(clip) || !grid.active) return;
    event.preventDefault();
    const read = (name: string, cell: string) => pastedValue(fields[name] ?? { kind: 'text' }, cell, language, new Date());
    const pasted = pasteCells(lines, grid.active, parseTsv(clip), fields, editable, read);
    grid.replace(pasted);
    void resolveReferences(pasted).then(onChange, () => undefined);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the grid, pressed in its cells
    <div onKeyDown={grid.onKeyDown} onPaste={onPaste} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget) && event.relatedTarget !== null) grid.activate(null); }}>
      {lines.length > 0 && (
        <div className={classes.scroll}>
          <table className={`${classes.table} ${classes.grid}`}>
            <thead>
              <tr>
                <th scope="col" className={classes.number}>{t('web.lines.number')}</th>
                {columns.map(({ name, width, spec: column }) => (
                  <th key={name} scope="col" data-align={fieldParts[column.kind].align} style={{ minWidth: width }}>{labels.field(`${path}.${name}`)}{column.required && !column.filled && !column.readOnly ? ' *' : ''}</th>
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
                    const active = !disabled && grid.active?.line === index && grid.active.column === at;
                    const error = errors[`${index}.${column.name}`];
                    const { Display, Input, align } = fieldParts[column.spec.kind];
                    const common = { spec: column.spec, path: `${path}.${column.name}`, labels, value: line[column.name] };
                    const label = t('web.lines.cell', { field: labels.field(common.path), line: index + 1 });
                    return (
                      <td key={column.name} data-align={align} data-active={active || undefined} data-wrong={error ? '' : undefined}>
                        {active ? (
                          <Input {...common} bare autoFocus aria-label={label} invalid={error !== undefined} onChange={(next) => grid.set(index, column.name, next)} />
                        ) : at < 0 ? (
                          <div className={classes.cell} data-align={align} data-fixed><span><Display {...common} /></span></div>
                        ) : (
                          // biome-ignore lint/a11y/useSemanticElements: a cell that becomes an input when it is entered
                          <div role="button" tabIndex={grid.active ? -1 : 0} aria-label={label} className={classes.cell} data-align={align} onFocus={() => grid.activate({ line: index, column: at })}>
                            <span><Display {...common} /></span>
                          </div>
                        )}
                        {error && <span className={classes.wrong}>{error}</span>}
                      </td>
                    );
                  })}
                  <td className={classes.tools}>
                    <IconButton label={t('web.lines.remove', { line: index + 1 })} keys="mod+delete" size={24} tabIndex={-1} onClick={() => grid.remove(index)}><IconDelete size={15} /></IconButton>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className={classes.foot}>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={15} />} onClick={grid.add} disabled={disabled ?? false}>{t('web.lines.add')}</Button>
        {lines.length > 0 && <span className={classes.hint}>{t('web.lines.hint')}</span>}
      </div>
    </div>
  );
}
