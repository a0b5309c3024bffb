import { type MouseEvent, memo, type RefObject, useMemo, useRef } from 'react';
import type { AnyRow } from '../api/rows.ts';
import type { ListState } from '../api/use-list.ts';
import { useShownRows } from '../api/use-shown-rows.ts';
import { fieldParts } from '../fields/index.ts';
import { type Labels, useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { PageLink, useGo } from '../navigation/PageLink.tsx';
import { Check } from '../parts/Check.tsx';
import { IconSortDown, IconSortUp } from '../parts/icons.ts';
import { type Column, flexibleColumn, spreadWidths } from './columns.ts';
import classes from './ListTable.module.css';
import { nextSort } from './list-url.ts';
import { titleOf } from './row-title.ts';
import type { ListView } from './use-list-view.ts';
import { useRoom } from './use-room.ts';
import { useRowFlash } from './use-row-flash.ts';
import type { Selection } from './use-selection.ts';
import { useWindow } from './use-window.ts';

export interface ListTableProps {
  view: ListView;
  list: ListState<AnyRow>;
  selection: Selection;
  cursor: number;
  scroller: RefObject<HTMLDivElement | null>;
  rowHeight: number;
}

const headHeight = 32;
const checkWidth = 40;

/** Rows not fetched yet that are shown as placeholders while the next page is on its way. */
const placeholders = 6;

export function ListTable({ view, list, selection, cursor, scroller, rowHeight }: ListTableProps) {
  const { resource, columns } = view;
  const labels = useLabels(resource);
  const { t } = useText();
  const go = useGo();
  const flashing = useRowFlash(list.rows, String(list.key[2]), list.isStale);
  const latest = useRef({ selection, go });
  latest.current = { selection, go };
  const act = useMemo(
    () => ({
      toggle: (id: number, range: boolean) => latest.current.selection.toggle(id, range),
      open: (id: number) => latest.current.go(`${resource.path}/${id}`),
    }),
    [resource],
  );
  const count = list.rows.length + (list.hasMore ? placeholders : 0);
  const { first, end, before, after } = useWindow({
    scroller,
    count,
    rowHeight,
    hasMore: list.hasMore,
    fetchMore: list.fetchMore,
  });
  useShownRows(list, first, end);
  const flexible = flexibleColumn(columns);
  const width = columns.reduce((sum, column) => sum + column.width, checkWidth);
  const widths = spreadWidths(columns, flexible, useRoom(scroller) - checkWidth);
  return (
    <table
      className={classes.table}
      style={{ minWidth: width }}
      aria-rowcount={list.totalExact ? list.total + 1 : -1}
      data-stale={list.isStale || undefined}
    >
      <caption className={classes.caption}>{labels.many}</caption>
      <colgroup>
        <col style={{ width: checkWidth }} />
        {columns.map((column, at) => (
          <col key={column.name} style={column.name === flexible ? {} : { width: widths[at] }} />
        ))}
      </colgroup>
      <thead className={classes.head}>
        <tr style={{ height: headHeight }}>
          <th className={classes.check} scope="col">
            <Check
              aria-label={t('web.list.selectAll')}
              checked={selection.state === 'all'}
              indeterminate={selection.state === 'some'}
              onChange={selection.toggleAll}
            />
          </th>
          {columns.map((column, index) => (
            <Head key={column.name} column={column} first={index === 0} label={labels.field(column.name)} view={view} />
          ))}
        </tr>
      </thead>
      <tbody>
        {before > 0 && (
          <tr aria-hidden style={{ height: before }}>
            <td colSpan={columns.length + 1} />
          </tr>
        )}
        {Array.from({ length: end - first }, (_, at) => {
          const index = first + at;
          const row = list.rows[index];
          if (!row) return <PlaceholderRow key={`placeholder ${index}`} columns={columns} height={rowHeight} />;
          return (
            <Row
              key={row.id}
              row={row}
              view={view}
              columns={columns}
              labels={labels}
              height={rowHeight}
              index={index}
              selected={selection.has(row.id)}
              current={index === cursor}
              flashing={flashing.has(row.id)}
              act={act}
            />
          );
        })}
        {after > 0 && (
          <tr aria-hidden style={{ height: after }}>
            <td colSpan={columns.length + 1} />
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Head({ column, first, label, view }: { column: Column; first: boolean; label: string; view: ListView }) {
  const { t } = useText();
  const sort = view.url.sort ?? view.resource.sort;
  const direction = sort === column.name ? 'ascending' : sort === `-${column.name}` ? 'descending' : undefined;
  const Arrow = direction === 'descending' ? IconSortDown : IconSortUp;
  return (
    <th scope="col" aria-sort={direction} data-align={column.align} className={first ? classes.first : undefined}>
      {column.sortable ? (
        <button
          type="button"
          className={classes.sort}
          data-tip={t('web.list.sortBy', { field: label })}
          onClick={() => view.setSearch({ sort: nextSort(view.url.sort, column.name) })}
        >
          <span className={classes.label}>{label}</span>
          {direction && <Arrow size={13} aria-hidden />}
        </button>
      ) : (
        <span className={classes.label}>{label}</span>
      )}
    </th>
  );
}

interface RowProps {
  row: AnyRow;
  view: ListView;
  columns: Column[];
  labels: Labels;
  height: number;
  index: number;
  selected: boolean;
  current: boolean;
  flashing: boolean;
  act: { toggle: (id: number, range: boolean) => void; open: (id: number) => void };
}

const sameRow = (a: RowProps, b: RowProps) =>
  a.row === b.row &&
  a.columns === b.columns &&
  a.labels === b.labels &&
  a.height === b.height &&
  a.index === b.index &&
  a.selected === b.selected &&
  a.current === b.current &&
  a.flashing === b.flashing &&
  a.act === b.act;

const Row = memo(function Row({
  row,
  view,
  columns,
  labels,
  height,
  index,
  selected,
  current,
  flashing,
  act,
}: RowProps) {
  const text = useText();
  const { resource } = view;
  const title = titleOf(resource, row, text);
  const onClick = (event: MouseEvent) => {
    const inner = event.target instanceof Element && event.target.closest('a, button, input, label');
    if (inner || window.getSelection()?.toString()) return;
    if (event.shiftKey || event.ctrlKey || event.metaKey) act.toggle(row.id, event.shiftKey);
    else act.open(row.id);
  };
  return (
    <tr
      className={classes.row}
      style={{ height }}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-current={current || undefined}
      data-flash={flashing || undefined}
      onClick={onClick}
    >
      <td className={classes.check}>
        <Check
          aria-label={text.t('web.list.select', { title })}
          checked={selected}
          onClick={(event) => act.toggle(row.id, event.shiftKey)}
          onChange={() => undefined}
        />
      </td>
      {columns.map((column, position) => {
        const { Display } = fieldParts[column.spec.kind];
        return position === 0 ? (
          <th key={column.name} scope="row" className={classes.first} data-align={column.align}>
            <PageLink path={`${resource.path}/${row.id}`}>{title}</PageLink>
          </th>
        ) : (
          <td key={column.name} data-align={column.align}>
            <Display spec={column.spec} path={column.name} labels={labels} value={row[column.name]} />
          </td>
        );
      })}
    </tr>
  );
}, sameRow);

export function PlaceholderRow({ columns, height }: { columns: readonly Column[]; height: number }) {
  return (
    <tr className={classes.row} style={{ height }} aria-hidden>
      <td className={classes.check} />
      {columns.map((column, index) => (
        <td key={column.name} className={index === 0 ? classes.first : undefined}>
          <span className={classes.bone} style={{ width: index === 0 ? '70%' : '55%' }} />
        </td>
      ))}
    </tr>
  );
}
