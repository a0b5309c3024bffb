import { Button } from '@mantine/core';
import { useFormats } from '../i18n/format.ts';
import type { Labels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { IconWarning } from '../parts/icons.ts';
import classes from './ImportDialog.module.css';
import type { ImportResult, RowNote } from './import-requests.ts';
import { saveFile } from './use-export.ts';
import type { Importing } from './use-import.ts';

const shownRows = 200;
const counted = ['read', 'created', 'updated', 'unchanged', 'warned', 'failed'] as const;

/** What became of the rows, or would: counts, then faults and warnings by row. */
export function ImportOutcome({
  importing,
  result,
  labels,
}: {
  importing: Importing;
  result: ImportResult;
  labels: Labels;
}) {
  const { t } = useText();
  const { int } = useFormats();
  const download = async () => {
    const file = await importing.rejects();
    if (file) saveFile(file);
  };
  const isCut = result.job?.state === 'canceled' || result.job?.state === 'failed';
  return (
    <>
      <dl className={classes.counts}>
        {counted
          .filter((name) => name !== 'warned' || result.warned > 0)
          .map((name) => (
            <div
              key={name}
              data-wrong={(name === 'failed' && result.failed > 0) || undefined}
              data-doubtful={name === 'warned' || undefined}
            >
              <dt>{t(`web.import.${name}`)}</dt>
              <dd>{int(result[name])}</dd>
            </div>
          ))}
      </dl>
      {result.stopped && <p className={classes.missing}>{t('web.import.stopped')}</p>}
      {isCut && (
        <div className={classes.cut} role="status">
          <p>{t(result.dryRun ? 'web.import.cutTrial' : 'web.import.cut', { read: result.read })}</p>
          <Button variant="default" onClick={() => void importing.resume()} disabled={importing.busy}>
            {t('web.import.resume')}
          </Button>
        </div>
      )}
      {(result.errors.length > 0 || result.warnings.length > 0) && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t('web.import.row')}</th>
                <th scope="col">{t('web.import.column')}</th>
                <th scope="col">{t('web.import.problem')}</th>
              </tr>
            </thead>
            <tbody>
              <Notes notes={result.errors} labels={labels} />
              <Notes notes={result.warnings} labels={labels} doubtful />
            </tbody>
          </table>
        </div>
      )}
      {result.failed > 0 && (
        <div>
          <Button variant="subtle" size="compact-sm" onClick={() => void download()}>
            {t('web.import.rejects')}
          </Button>
        </div>
      )}
    </>
  );
}

function Notes({ notes, labels, doubtful }: { notes: readonly RowNote[]; labels: Labels; doubtful?: boolean }) {
  const { t } = useText();
  const { int } = useFormats();
  return notes.slice(0, shownRows).map(({ row, field, column, code, message }) => (
    <tr key={`${row} ${field} ${code}`} data-doubtful={doubtful || undefined}>
      <td>{int(row)}</td>
      <td>{placeOf(field, column, labels)}</td>
      <td>
        {doubtful && <IconWarning size={14} aria-label={t('web.import.warned')} className={classes.doubt ?? ''} />}
        {message}
      </td>
    </tr>
  ));
}

/** The field as it is called here, and the column of the file where that is called otherwise. */
function placeOf(field: string | null, column: string | null, labels: Labels): string {
  if (field === null) return column ?? '';
  const label = labels.field(field.replace(/\.\d+\./, '.'));
  return column === null || column === label ? label : `${label} (${column})`;
}
