import { Message, PageLink, useFormats, useText } from '#kernel/web/index.ts';
import { bom, type Replacement } from '../../contract/index.ts';
import classes from '../parts/page.module.css';

/** What happens, or happened, in each BOM. */
export function ReplacementTable({ replacement: { boms } }: { replacement: Replacement }) {
  const { t } = useText();
  const { quantity } = useFormats();
  if (boms.length === 0) return <Message title={t('bom.replace.none')} role="status" />;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('bom.bom')}</th>
            <th scope="col" data-align="end">
              {t('bom.comparison.before')}
            </th>
            <th scope="col" data-align="end">
              {t('bom.comparison.after')}
            </th>
            <th scope="col">{t('bom.replace.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {boms.map(({ bom: one, lines, outcome, result, message }) => (
            <tr key={one.id}>
              <th scope="row">
                <PageLink path={`${bom.path}/${one.id}`}>{one.title}</PageLink>
              </th>
              <td data-align="end">{lines.map((line) => quantity(line.quantity)).join(' + ')}</td>
              <td data-align="end">{lines.map((line) => quantity(line.newQuantity)).join(' + ')}</td>
              <td>
                <span className={classes.badge} data-tone={outcome}>
                  {t(`bom.replace.${outcome}`)}
                </span>
                {message && <span className={classes.name}>{message}</span>}
                {result && result.id !== one.id && (
                  <PageLink className={classes.name} path={`${bom.path}/${result.id}`}>
                    {result.title}
                  </PageLink>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
