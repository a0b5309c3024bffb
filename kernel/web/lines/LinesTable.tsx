import type { FieldKind, Fields } from '../../contract/index.ts';
import { cellPartsOf } from '../fields/cell-parts.ts';
import type { Line } from '../form/to-write.ts';
import type { Labels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import classes from './lines.module.css';

/** Lines have many columns in little room: each is as narrow as its kind allows. */
const widths: Partial<Record<FieldKind, number>> = {
  text: 150,
  ref: 140,
  quantity: 76,
  money: 84,
  rate: 68,
  int: 64,
  date: 100,
};

/** What a line is about stands first, with number and name. */
const widthOfSubject = 190;

export const lineColumns = (fields: Fields, may: (permission: string | undefined) => boolean) =>
  Object.entries(fields)
    .filter(([, spec]) => may(spec.read))
    .map(([name, spec], index) => ({
      name,
      spec,
      width:
        index === 0 && spec.kind === 'ref'
          ? widthOfSubject
          : (widths[spec.kind] ?? cellPartsOf(spec.kind).width ?? 120),
    }));

/** Few columns over a wide page would tear a line apart: the table takes at most this much of it, in px. */
export const widestTable = (columns: readonly { width: number }[]): number =>
  Math.max(560, 2.5 * columns.reduce((sum, { width }) => sum + width, 0));

/** The lines of a record, to be read. */
export function LinesTable({
  name,
  fields,
  lines,
  labels,
  may,
}: {
  name: string;
  fields: Fields;
  lines: readonly Line[];
  labels: Labels;
  may: (permission: string | undefined) => boolean;
}) {
  const { t } = useText();
  const columns = lineColumns(fields, may);
  if (lines.length === 0) return <p className={classes.none}>{t('web.lines.none')}</p>;
  return (
    <div className={classes.scroll}>
      <table className={classes.table} style={{ maxWidth: widestTable(columns) }}>
        <thead>
          <tr>
            <th scope="col" className={classes.number}>
              {t('web.lines.number')}
            </th>
            {columns.map((column) => (
              <th
                key={column.name}
                scope="col"
                data-align={cellPartsOf(column.spec.kind).align}
                style={{ minWidth: column.width }}
              >
                {labels.field(`${name}.${column.name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={line.id ?? index}>
              <td className={classes.number}>{index + 1}</td>
              {columns.map((column) => {
                const { Display, align } = cellPartsOf(column.spec.kind);
                return (
                  <td key={column.name} data-align={align}>
                    <Display
                      spec={column.spec}
                      path={`${name}.${column.name}`}
                      labels={labels}
                      value={line[column.name]}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
