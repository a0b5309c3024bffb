import { PageLink, useFormats, useText } from '#kernel/web/index.ts';
import { entry, type ValueLine, type ValueReport } from '../../contract/index.ts';
import classes from './report.module.css';

/** The goods, the most valuable first; the value leads to the entries that add up to it. */
export function ReportTable({ report }: { report: ValueReport }) {
  const { t } = useText();
  const { int } = useFormats();
  // The most valuable fills its cell: beside it one sees how much less the others are.
  const most = Math.max(0, ...report.items.map(({ value }) => Number(value)));
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t('valuation.report.title')}>
        <thead>
          <tr>
            <th scope="col">{t('valuation.entry.field.product')}</th>
            <th scope="col" data-column="category">
              {t('valuation.report.category')}
            </th>
            <th scope="col" data-align="end">
              {t('valuation.report.quantity')}
            </th>
            <th scope="col" data-align="end" data-column="unitCost">
              {t('valuation.report.unitCost')}
            </th>
            <th scope="col" data-align="end">
              {t('valuation.report.value')}
            </th>
            <th scope="col" data-column="share" aria-label={t('valuation.report.share')} />
          </tr>
        </thead>
        <tbody>
          {report.items.map((line) => (
            <LineRow key={line.product.id} line={line} date={report.date} most={most} />
          ))}
        </tbody>
        {report.more > 0 && (
          <tfoot>
            <tr>
              <td colSpan={6} className={classes.quiet}>
                {t('valuation.report.more', { count: int(report.more) })}
              </td>
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function LineRow({ line, date, most }: { line: ValueLine; date: string; most: number }) {
  const { t } = useText();
  const formats = useFormats();
  const { product, category, quantity, unit, unitCost, value } = line;
  const share = most > 0 ? Math.max(0, (Number(value) / most) * 100) : 0;
  return (
    <tr>
      <th scope="row">
        <PageLink path={`catalog/variants/${product.id}`}>{product.title ?? product.id}</PageLink>
        {product.subtitle && <span className={classes.name}>{product.subtitle}</span>}
      </th>
      <td data-column="category">{category?.title ?? '–'}</td>
      <td data-align="end">
        {formats.quantity(quantity)} <span className={classes.unit}>{unit}</span>
      </td>
      <td data-align="end" data-column="unitCost">
        {unitCost === null ? '–' : formats.money(unitCost)}
      </td>
      <td data-align="end">
        <PageLink
          path={entry.path}
          search={{ 'filter[product]': String(product.id), 'filter[date][lte]': date, sort: '-date' }}
          data-tip={t('valuation.report.entries')}
        >
          {formats.money(value)}
        </PageLink>
      </td>
      <td data-column="share" aria-hidden>
        <span className={classes.share} style={{ inlineSize: `${share}%` }} />
      </td>
    </tr>
  );
}
