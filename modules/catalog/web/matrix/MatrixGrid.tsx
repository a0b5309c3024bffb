import { IconPlus } from '@tabler/icons-react';
import { PageLink, useText } from '#kernel/web/index.ts';
import { variant } from '../../contract/index.ts';
import type { VariantMatrix } from '../../contract/matrix.ts';
import classes from './matrix.module.css';
import { type Choice, cellReader, type MatrixCell, matrixRows } from './matrix-cells.ts';

/** Values of the last axis as columns, combinations of the others as rows. */
export function MatrixGrid({ matrix, choice }: { matrix: VariantMatrix; choice: Choice }) {
  const { t } = useText();
  const { axes, variants } = matrix;
  const last = axes.at(-1);
  if (!last) return null;
  const { rows, isCut } = matrixRows(axes);
  const read = cellReader(axes, variants, choice);
  const others = axes.slice(0, -1);
  return (
    <section className={classes.section} aria-label={t('catalog.matrix.title')}>
      <h2 className={classes.heading}>{t('catalog.matrix.title')}</h2>
      <div className={classes.scroller}>
        <table className={classes.grid}>
          <thead>
            <tr>
              {others.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
              {others.length === 0 && <td />}
              {last.values.map(({ code, name }) => (
                <th key={code} scope="col" data-cell>
                  {name} <span className={classes.quiet}>{code}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                {row.values.map(({ axis, code, name }) => (
                  <th key={axis} scope="row">
                    {name} <span className={classes.quiet}>{code}</span>
                  </th>
                ))}
                {others.length === 0 && <th scope="row">{last.name}</th>}
                {last.values.map(({ code }) => (
                  <Cell key={code} cell={read(row, code)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isCut && <p className={classes.quiet}>{t('catalog.matrix.cut')}</p>}
      <p className={classes.legend}>{t('catalog.matrix.legend')}</p>
    </section>
  );
}

function Cell({ cell }: { cell: MatrixCell }) {
  const { t } = useText();
  if (cell.kind === 'there')
    return (
      <td data-cell data-kind="there" data-off={cell.variant.state === 'archived' || undefined}>
        <PageLink path={`${variant.path}/${cell.variant.id}`}>{cell.variant.sku}</PageLink>
      </td>
    );
  const label = t(cell.kind === 'missing' ? 'catalog.matrix.missing' : 'catalog.matrix.off');
  return (
    <td data-cell data-kind={cell.kind}>
      {cell.kind === 'missing' ? <IconPlus size={14} aria-label={label} role="img" /> : <span title={label}>·</span>}
    </td>
  );
}
