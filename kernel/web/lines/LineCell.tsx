import type { FieldSpec } from '../../contract/index.ts';
import { cellPartsOf } from '../fields/cell-parts.ts';
import type { Beside } from '../fields/field-parts.ts';
import { besideFor } from '../form/beside.ts';
import type { Labels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import classes from './lines.module.css';

export interface LineCellProps {
  spec: FieldSpec;
  /** `lines.quantity` */
  path: string;
  labels: Labels;
  value: unknown;
  /** Position of the line, from 0. */
  line: number;
  /** Being entered now. */
  active: boolean;
  /** Can be entered at all. */
  editable: boolean;
  /** Reached by Tab from outside of the grid. */
  tabbable: boolean;
  error: string | undefined;
  warning: string | undefined;
  /** Values of the fields beside this one. */
  beside: Beside;
  onActivate: () => void;
  onChange: (value: unknown) => void;
}

/** One cell of the grid of lines: an input while it is the active one, else its value. */
export function LineCell(props: LineCellProps) {
  const { spec, path, labels, value, line, active, editable, tabbable, error, warning, beside, onActivate, onChange } =
    props;
  const { t } = useText();
  const { Input, align } = cellPartsOf(spec.kind);
  const label = t('web.lines.cell', { field: labels.field(path), line: line + 1 });
  const shown = <CellValue spec={spec} path={path} labels={labels} value={value} />;
  return (
    <td data-align={align} data-active={active || undefined} data-wrong={error ? '' : undefined}>
      {active ? (
        <div className={classes.entered}>
          {/* What is shown takes its room on, so that the line keeps its height when the cell is entered. */}
          <div className={classes.cell} aria-hidden>
            {shown}
          </div>
          <Input
            spec={spec}
            path={path}
            labels={labels}
            value={value}
            bare
            autoFocus
            aria-label={label}
            invalid={error !== undefined}
            onChange={onChange}
            {...besideFor(spec, beside)}
          />
        </div>
      ) : editable ? (
        <button
          type="button"
          tabIndex={tabbable ? 0 : -1}
          aria-label={label}
          className={classes.cell}
          data-align={align}
          onFocus={onActivate}
        >
          {shown}
        </button>
      ) : (
        <div className={classes.cell} data-align={align} data-fixed>
          {shown}
        </div>
      )}
      {error && <span className={classes.wrong}>{error}</span>}
      {!error && warning && <span className={classes.doubtful}>{warning}</span>}
    </td>
  );
}

/** The value as it will be read, without links: the cell itself is what one clicks on. */
function CellValue({ spec, path, labels, value }: Pick<LineCellProps, 'spec' | 'path' | 'labels' | 'value'>) {
  const { Display } = cellPartsOf(spec.kind);
  return (
    <span>
      {typeof value === 'string' && spec.kind === 'ref' ? (
        value
      ) : (
        <Display spec={spec} path={path} labels={labels} value={value} plain />
      )}
    </span>
  );
}
