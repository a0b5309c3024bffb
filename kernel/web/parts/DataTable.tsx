import type { ReactNode } from 'react';
import classes from './data-table.module.css';

export interface DataColumn<R> {
  title: string;
  value: (row: R) => ReactNode;
  /** Numbers stand at the end. */
  align?: 'end';
  /** `tight`: dates and numbers that must not break; `quiet`: what is looked at last. */
  look?: 'tight' | 'quiet';
  /** What is told when one points at the value. */
  tip?: (row: R) => string;
}

interface DataTableProps<R> {
  label?: string;
  columns: readonly DataColumn<R>[];
  rows: readonly R[];
  keyOf: (row: R) => string | number;
}

/** A table of a page that only shows; it scrolls sideways where the page is too narrow for it. */
export function DataTable<R>({ label, columns, rows, keyOf }: DataTableProps<R>) {
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ title, align }) => (
              <th key={title} scope="col" data-align={align}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ title, align, look, tip, value }) => (
                <td key={title} data-align={align} className={look && classes[look]} data-tip={tip?.(row)}>
                  {value(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A table under its heading, or the sentence that there is nothing. */
export function TableSection<R>({ title, none, ...table }: DataTableProps<R> & { title: string; none: string }) {
  return (
    <section className={classes.section} aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      {table.rows.length === 0 ? <p className={classes.quiet}>{none}</p> : <DataTable {...table} />}
    </section>
  );
}

/** Text that is looked at last. */
export function Quiet({ children }: { children: ReactNode }) {
  return <span className={classes.quiet}>{children}</span>;
}
