import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Fault, keys, notify, requestFile, useIntent, useMay, usePageTitle, useText } from '#kernel/web/index.ts';
import { sendFile } from '#kernel/web/list/import-requests.ts';
import { saveFile } from '#kernel/web/list/use-export.ts';
import { IconExport, IconImport } from '#kernel/web/parts/icons.ts';
import { bomLine } from '../../contract/bom-line.ts';
import { bom } from '../../contract/index.ts';
import classes from '../parts/page.module.css';
import { SheetReport, type SheetResult } from './SheetReport.tsx';

/** BOMs from and to a spreadsheet, one row per line: tried first, written when it is right. */
export default function SheetPage() {
  const { t } = useText();
  const may = useMay();
  usePageTitle(t('bom.sheet.title'));
  const [fault, setFault] = useState<Error | null>(null);
  const download = (format: 'csv' | 'xlsx') =>
    void requestFile(`${bomLine.path}/export?format=${format}`).then(saveFile, (error: unknown) =>
      setFault(error instanceof Error ? error : null),
    );
  return (
    <article className={classes.page}>
      <h1 className={classes.title}>{t('bom.sheet.title')}</h1>
      <p className={classes.text}>{t('bom.sheet.hint')}</p>
      {may('data:export') && (
        <div className={classes.actions}>
          <Button variant="default" leftSection={<IconExport size={15} />} onClick={() => download('xlsx')}>
            {t('bom.sheet.export')} (XLSX)
          </Button>
          <Button variant="default" leftSection={<IconExport size={15} />} onClick={() => download('csv')}>
            {t('bom.sheet.export')} (CSV)
          </Button>
        </div>
      )}
      {may('data:import') && may('bom.bom:create') && <Importer />}
      {fault && <Fault error={fault} />}
      <Columns />
    </article>
  );
}

/** How the columns are called, and what stands in those that know only a few values. */
function Columns() {
  const { t } = useText();
  return (
    <section className={classes.narrow} aria-label={t('bom.line.plural')}>
      <div className={classes.head}>
        <h2 className={classes.heading}>{t('bom.sheet.columns')}</h2>
      </div>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <tbody>
            {Object.entries(bomLine.fields).map(([name, field]) => (
              <tr key={name}>
                <th scope="row">{t(`bom.line.field.${name}`)}</th>
                <td>
                  <code>{name}</code>
                </td>
                <td className={classes.quiet}>
                  {'values' in field
                    ? field.values?.map((value) => t(`bom.line.value.kind.${value}`)).join(' · ')
                    : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Importer() {
  const { t } = useText();
  const client = useQueryClient();
  const intent = useIntent();
  const chooser = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [result, setResult] = useState<SheetResult | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async (chosen: File, dryRun: boolean) => {
    setBusy(true);
    setFault(null);
    try {
      const key = intent.key([chosen.name, chosen.size, chosen.lastModified]);
      const answer = await sendFile<SheetResult>(bomLine, `import?dryRun=${dryRun}`, chosen, dryRun ? undefined : key);
      setResult(answer);
      setFile(dryRun ? chosen : null);
      if (dryRun) return;
      intent.done();
      void client.invalidateQueries({ queryKey: keys.lists(bom.name) });
      const { created, updated, failed } = answer;
      notify({ tone: failed > 0 ? 'wrong' : 'done', text: t('bom.sheet.done', { count: created + updated }) });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  const changes = result ? result.created + result.updated : 0;
  return (
    <section className={classes.stack} aria-label={t('bom.sheet.import')}>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".csv,.xlsx,text/csv"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (chosen) void send(chosen, true);
        }}
      />
      <div className={classes.actions}>
        <Button
          variant="default"
          leftSection={<IconImport size={15} />}
          loading={isBusy}
          onClick={() => chooser.current?.click()}
        >
          {t('bom.sheet.import')}
        </Button>
        {file && changes > 0 && (
          <Button loading={isBusy} onClick={() => void send(file, false)}>
            {t('bom.sheet.write', { count: changes })}
          </Button>
        )}
        {file && <span className={classes.quiet}>{file.name}</span>}
      </div>
      {fault && <Fault error={fault} />}
      {result && <SheetReport result={result} isTrial={file !== null} />}
    </section>
  );
}
