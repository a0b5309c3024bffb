import { useText } from '#kernel/web/index.ts';
import classes from '../parts/page.module.css';

export interface SheetResult {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  errors: { row: number; field: string | null; message: string; value: string | null }[];
}

const most = 200;

/** What became of the rows, and what is wrong with those that did not go in. */
export function SheetReport({ result, isTrial }: { result: SheetResult; isTrial: boolean }) {
  const { t } = useText();
  const { created, updated, unchanged, failed, errors } = result;
  return (
    <>
      <p role="status">
        {t(isTrial ? 'bom.sheet.trial' : 'bom.sheet.result', { created, updated, unchanged, failed })}
      </p>
      {errors.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('bom.sheet.row')}</th>
                <th scope="col">{t('bom.sheet.column')}</th>
                <th scope="col">{t('bom.sheet.fault')}</th>
              </tr>
            </thead>
            <tbody>
              {errors.slice(0, most).map(({ row, field, message, value }) => (
                <tr key={`${row} ${field} ${message}`}>
                  <th scope="row">{row}</th>
                  <td>{field === null ? null : t(`bom.line.field.${field}`)}</td>
                  <td className={classes.wrong}>
                    {message}
                    {value && <span className={classes.name}>{value}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
